/** The desk asks for parts of its page and mends itself with them: focus, selection, scroll and open menus stay. */
export const emit = (name, detail) => document.dispatchEvent(new CustomEvent(`desk:${name}`, { detail }));

export function fragment(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
}

/** One part as a fragment, null when the session is over, which the page then says. Throws {status} when there is none. */
export async function part(url) {
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const answer = await fetch(url, { headers });
  const away = answer.headers.get("HX-Redirect");
  if (away) { emit("signed-out", { away }); return null; }
  if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status });
  return fragment(await answer.text());
}

/** `act` soon after the first of many calls, and once for all that came within `calm` ms of the last time it ran. */
export function calmly(act, soon, calm) {
  let waiting = 0, acted = 0;
  return () => {
    if (waiting) return;
    const run = () => { waiting = 0; acted = Date.now(); act(); };
    waiting = setTimeout(run, Math.max(soon, acted + calm - Date.now()));
  };
}

/** Bring an element on the page to the state of its new self, touching only what differs. */
export function mend(now, next) {
  if (!now || !next) return;
  const isKept = (node, fresh) => node.matches("details[open]") || (node.id === "more-list" && fresh.matches("[hx-get]"));
  const stay = (node, fresh) => !(node.nodeType === 1 && isKept(node, fresh));
  window.Idiomorph.morph(now, next, {
    morphStyle: "outerHTML", ignoreActiveValue: true, callbacks: { beforeNodeMorphed: stay },
  });
  window.htmx.process(document.getElementById(now.id));
}

/** The ticket that is open now, "" for none. */
export const openTicket = () => document.querySelector("desk-thread")?.dataset.ticket ?? "";
