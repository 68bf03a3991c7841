/** Unsent texts at the house, by the addresses of tickets/views/drafts.py. Nothing here throws: an answer that never
    came is {status: 0}. A page that stood open for long gets a fresh token on the way. */
const LARGEST_FAREWELL = 60_000;   // characters; browsers let 64 KiB outlive their page (Fetch, "inflight keepalive bytes")

export function there(address, { owner, form }) {
  const token = () => form()?.elements.csrfmiddlewaretoken;
  let off = 0;   // ms this browser's clock is ahead of the house's
  const dated = draft => ({ ...draft, at: Date.parse(draft.saved_at) + off, where: "there" });

  async function ask(method, place, body, { last = false } = {}) {
    const keepalive = last && (body?.length ?? 0) < LARGEST_FAREWELL;
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token()?.value ?? "" };
    try {
      const answer = await fetch(place, { method, body, headers, keepalive, credentials: "same-origin", cache: "no-store" });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
      return { status: answer.status, told };
    } catch { return { status: 0, told: null }; }
  }

  /** All unsent texts and what became of sent ones, or null. */
  async function all() {
    const { status, told } = await ask("GET", address);
    if (status !== 200 || !told) return null;
    if (token()) token().value = told.token;
    off = Date.now() - Date.parse(told.now);
    return { ...told, drafts: told.drafts.map(dated) };
  }

  async function change(method, key, body, last) {
    const place = `${address}${encodeURIComponent(key)}/`;
    const answer = await ask(method, place, body, { last });
    if (answer.status !== 403 || answer.told || last || !await all()) return answer;
    return ask(method, place, body);   // the token was stale, and is not any more
  }

  return {
    all,
    dated,
    /** {status, told}: 200 {revision} or {sent}, 409 {draft}, else {reason} or nothing. */
    keep: ({ key, typed, revision, base }, last = false) => change("POST", key, JSON.stringify({ typed, revision, base, owner }), last),
    forget: key => change("DELETE", key),
  };
}
