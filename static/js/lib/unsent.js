/** Words of one visit that have not arrived yet, kept in this browser until the server says so: `{id, body, topic, files, at}`.
    One entry a line, so that two windows never overwrite each other. Without storage they live as long as the page. */
const FAMILY = "fairlead-chat:", DRAFT = "draft";
const OTHERS_LAST = 2 * 24 * 3600 * 1000;   // ms: what another visit of this browser left behind

const store = {
  keys() { try { return Object.keys(localStorage); } catch { return []; } },
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode, or full */ } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
};

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

export function unsent(visit, changed = () => {}) {
  const prefix = `${FAMILY}${visit}:`, memory = new Map();
  for (const key of store.keys()) {
    if (key.startsWith(FAMILY) && !key.startsWith(prefix) && !(Date.now() - (store.get(key)?.kept ?? 0) < OTHERS_LAST)) store.drop(key);
  }
  addEventListener("storage", event => {   // another window of this visit
    if (!event.key?.startsWith(prefix) || event.key.endsWith(`:${DRAFT}`)) return;
    if (event.newValue === null) memory.delete(event.key.slice(prefix.length));
    changed(event.newValue === null);
  });
  return {
    all() {
      const found = new Map(memory);
      for (const key of store.keys()) {
        const one = key.startsWith(prefix) && !key.endsWith(`:${DRAFT}`) ? store.get(key) : null;
        if (one?.id) found.set(one.id, one);
      }
      return [...found.values()].sort((a, b) => a.kept - b.kept || a.at.localeCompare(b.at));
    },
    has(id) { return this.all().some(one => one.id === id); },
    add(body, topic = "", files = []) {
      const kept = Math.max(Date.now(), ...this.all().map(one => one.kept + 1));
      const one = { id: newId(), body, topic, files, at: new Date(kept).toISOString(), kept };
      memory.set(one.id, one);
      store.set(prefix + one.id, one);
      return one;
    },
    done(id) { memory.delete(id); store.drop(prefix + id); },
    get draft() { return store.get(prefix + DRAFT)?.words ?? ""; },
    set draft(words) { if (words) store.set(prefix + DRAFT, { words, kept: Date.now() }); else store.drop(prefix + DRAFT); },
  };
}
