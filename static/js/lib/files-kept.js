/** Files that are not sent yet, kept in this browser so that a reload or a closed laptop costs nothing: IndexedDB, which holds
    Blobs. Where the browser keeps nothing (private windows), everything here quietly does nothing. */
const LASTS = 24 * 3600 * 1000;   // ms; then it is forgotten
const ROOM = "uploads";

const opened = new Promise(ready => {
  try {
    const asked = indexedDB.open("fairlead-files", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(ROOM, { keyPath: "id" });
    asked.onsuccess = () => ready(asked.result);
    asked.onerror = asked.onblocked = () => ready(null);
  } catch { ready(null); }
});

async function ask(mode, question) {
  const base = await opened;
  if (!base) return undefined;
  return new Promise(ready => {
    try {
      const work = base.transaction(ROOM, mode), asked = question(work.objectStore(ROOM));
      work.oncomplete = () => ready(asked.result);
      work.onerror = work.onabort = () => ready(undefined);
    } catch { ready(undefined); }
  });
}

/** Keep a record {id, form, at, …, file}; a browser that cannot keep the file keeps what is known about it. */
export async function keep(record) {
  const kept = await ask("readwrite", room => room.put(record));
  if (kept === undefined && record.file) await ask("readwrite", room => room.put({ ...record, file: undefined }));
}

export const find = id => ask("readonly", room => room.get(id));
export const forget = id => ask("readwrite", room => room.delete(id));

/** The records of these forms, the oldest first; what is too old goes. */
export async function all(forms) {
  const found = (await ask("readonly", room => room.getAll())) ?? [];
  for (const one of found) if (Date.now() - one.at > LASTS) forget(one.id);
  return found.filter(one => forms.includes(one.form) && Date.now() - one.at <= LASTS).sort((a, b) => a.at - b.at);
}

/** These forms were sent. */
export async function sent(forms) { await Promise.all((await all(forms)).map(one => forget(one.id))); }

/** `then(record)` once no other window of this browser has that file in its hands; it holds it until the promise it returns. */
export function inHand(id, signal, then) {
  const look = async () => { const record = await find(id); if (record && !signal.aborted) await then(record); };
  if (!navigator.locks) { look(); return; }
  navigator.locks.request(`file:${id}`, { signal }, look).catch(why => {
    if (why.name === "SecurityError") look();   // a frame on a foreign page may be denied locks
    else if (why.name !== "AbortError") throw why;
  });
}
