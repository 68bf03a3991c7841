/** One file on its way to the house: its state, how far it is, and what to do when the line breaks.
    States: look (a picture its owner has not decided about) waiting sending broken checking done held (goes with the form)
    again (the same file has to be chosen once more) failed refused blocked (uploads are not possible here). */
import { Answered, CHUNK } from "./files-tus.js";

const FIRST_PAUSE = 500, LONGEST_PAUSE = 30_000;   // ms, doubled after each try
const TRIES = 8;          // without one byte more; about two minutes
const UNANSWERED = 3;     // at the very beginning: something between us blocks uploads
const CLOSED = new Set([403, 404, 405, 501]);
const REFUSED = new Set([413, 415, 422]);
const PASSING = new Set([0, 408, 409, 423, 425]);   // 409: our count was wrong, so the server's is asked
const LOOKS = [0, 300, 700, 1_000, 2_000, 3_000];   // ms between questions about the outcome

const MOVING = new Set(["waiting", "sending", "broken", "checking"]);
const TOLD = ["id", "name", "size", "type", "lastModified", "kind", "url", "thumb", "at"];

export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

export class Upload {
  /** facts: {name, size, type, lastModified, kind, file, …}; ways: {server, form(): its name, changed(upload)} */
  constructor(facts, ways) {
    Object.assign(this, { id: newId(), at: Date.now(), state: "waiting", url: "", offset: 0, sent: 0, reason: "", words: "" }, facts, { ways });
  }

  get moves() { return MOVING.has(this.state); }
  get share() { return this.size ? Math.min(100, Math.floor(100 * Math.max(this.offset, this.sent) / this.size)) : 0; }
  get token() { return this.url.split("/").filter(Boolean).pop() ?? ""; }
  /** What may rest on this device. An identity document never does: whoever comes next must not find it. */
  get record() {
    const facts = { ...Object.fromEntries(TOLD.map(name => [name, this[name]])), done: this.state === "done" };
    return this.kind === "identity" ? { ...facts, thumb: "" } : { ...facts, file: this.file };
  }

  is(state, reason = "", words = "") {
    Object.assign(this, { state, reason, words });
    this.ways.changed(this);
    return false;
  }

  async run() {
    if (this.running) return;
    Object.assign(this, { running: true, stop: new AbortController(), tries: 0, lost: 0 });
    try { while (await this.attempt()); } finally { this.running = false; }
    this.ways.changed(this);
  }

  halt() { this.stop?.abort(); this.wake?.(); }

  cancel() {
    this.halt();
    if (this.url) this.ways.server.remove(this.url);
  }

  /** One try; says whether another is worth it. */
  async attempt() {
    try {
      if (!(await this.begin())) return false;
      await this.push();
      return await this.hear();
    } catch (why) {
      if (this.stop.signal.aborted) return false;
      if (!(why instanceof Answered)) throw why;
      return this.judge(why);
    }
  }

  async begin() {
    const { server, form } = this.ways, { signal } = this.stop;
    if (this.url) this.offset = await server.offset(this.url, signal);
    else {
      const facts = { filename: this.name, filetype: this.type || "application/octet-stream", kind: this.kind, form: form() };
      this.url = await server.create(this.size, facts, signal);
      Object.assign(this, { offset: 0, arrived: false });
    }
    this.sent = this.offset;
    return this.file || this.offset === this.size ? true : this.is("again");
  }

  async push() {
    this.is("sending");
    while (this.offset < this.size) {
      const part = this.file.slice(this.offset, this.offset + CHUNK);
      const progress = bytes => { this.sent = this.offset + bytes; this.ways.changed(this); };
      const offset = await this.ways.server.send(this.url, part, this.offset, { signal: this.stop.signal, progress });
      if (offset <= this.offset) throw new Answered(0);
      Object.assign(this, { offset, sent: offset, tries: 0 });
      this.ways.changed(this);
    }
  }

  /** Everything arrived: is it taken? Who cannot say it yet does not hold up the form; it is asked again there. */
  async hear() {
    this.is("checking");
    for (const pause of LOOKS) {
      await this.pause(pause);
      this.stop.signal.throwIfAborted();
      const told = await this.ways.server.outcome(this.url, this.stop.signal).catch(passing);
      if (told.state === "refused") return this.is("refused", "refused", told.reason);
      if (told.state === "clean") return this.is("done");
    }
    return this.is("done", "late");
  }

  async judge({ status, words }) {
    const begins = !this.url;
    if (begins && CLOSED.has(status)) return this.is("blocked");
    if (REFUSED.has(status)) return this.is("refused", "refused", words);
    if (status === 404 || status === 410) {
      this.url = "";
      if (!this.file || this.arrived || this.lost++) return this.is("failed", "gone");   // arrived before: it may have been sent
      return true;
    }
    if (status < 500 && !PASSING.has(status)) return this.is("failed", "denied", words);
    if (!(await readable(this.file))) return this.is("failed", "unreadable");
    this.tries += navigator.onLine;
    if (this.tries > TRIES) return this.is("failed", "unreachable", words);
    if (begins && !status && this.tries >= UNANSWERED) return this.is("blocked");
    this.sent = this.offset;
    this.is("broken");
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, this.tries - 1));
    await this.pause(navigator.onLine ? pause * (.75 + Math.random() / 2) : undefined);
    return !this.stop.signal.aborted;
  }

  /** Some ms, or until the network comes back, or somebody cannot wait. */
  pause(ms) {
    return new Promise(over => {
      const timer = ms === undefined ? 0 : setTimeout(() => this.wake(), ms);
      this.wake = () => { clearTimeout(timer); removeEventListener("online", this.wake); over(); };
      addEventListener("online", this.wake);
    });
  }
}

/** No outcome yet is no reason to send everything again; that it is gone is. */
function passing(why) {
  if (!(why instanceof Answered) || why.status === 404 || why.status === 410) throw why;
  return {};
}

/** The browser still has the file: a card pulled out or a file changed on the disk looks like a broken line. */
async function readable(file) {
  try { await file?.slice(0, 1).arrayBuffer(); return true; } catch { return false; }
}
