/** <desk-here>: who else has this ticket open, and who writes, above the thread and beside the composer. */
import { emit } from "./desk-parts.js";

const GONE_AFTER = 75_000, STILL_AFTER = 6_000, LOOK = 5_000;   // ms

class DeskHere extends HTMLElement {
  connectedCallback() {
    this.others = new Map();
    this.ending = new AbortController();
    const { signal } = this.ending;
    const mine = act => event => event.detail?.ticket === Number(this.dataset.ticket) && act(event.detail);
    document.addEventListener("desk:here", mine(frame => this.meet(frame)), { signal });
    document.addEventListener("desk:typing", mine(frame => this.typing(frame)), { signal });
    this.clock = setInterval(() => this.tell(), LOOK);
  }

  disconnectedCallback() {
    this.ending.abort();
    clearInterval(this.clock);
  }

  meet({ by, name, on }) {
    if (String(by) === this.dataset.me) {
      if (!on) emit("say", { open: Number(this.dataset.ticket) });   // another window of one's own has left, this one stays
      return;
    }
    const known = this.others.get(by);
    if (on) this.others.set(by, { ...known, name, until: Date.now() + GONE_AFTER });
    else this.others.delete(by);
    if (on && !known) emit("say", { open: Number(this.dataset.ticket) });   // so that they see us too
    this.tell();
  }

  typing({ by, name, who, kind, on }) {
    if (String(by) === this.dataset.me) return;
    const key = who === "customer" ? who : by, known = this.others.get(key);
    if (on) this.others.set(key, { until: Date.now() + GONE_AFTER, ...known, name, writes: who === "customer" ? "customer" : kind === "note" ? "notes" : "writes", still: Date.now() + STILL_AFTER });
    else if (key === "customer") this.others.delete(key);
    else if (known) known.still = 0;
    this.tell();
  }

  words({ name, writes, still }) {
    return this.dataset[still > Date.now() ? writes : "here"].replace("%s", name);
  }

  tell() {
    const now = Date.now();
    for (const [key, one] of this.others) if (one.until < now || (key === "customer" && one.still < now)) this.others.delete(key);
    const all = [...this.others.values()], writing = all.filter(one => one.still > now && one.writes !== "customer");
    show(document.getElementById("talk-here"), all.map(one => this.words(one)).join(" "));
    show(document.getElementById("composer-here"), writing.map(one => this.words(one)).join(" "));
  }
}

function show(place, words) {
  if (!place) return;
  const room = place.querySelector("span");
  if (room.textContent !== words) room.textContent = words;
  place.hidden = !words;
}

customElements.define("desk-here", DeskHere);
