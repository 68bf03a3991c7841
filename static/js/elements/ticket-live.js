/** <ticket-live data-seq data-after>: the ticket's page keeps up. The line is a hint; the lines themselves come rendered, by number. */
import { live } from "../lib/live.js";

const PARTS = ["locked", "path", "wanted", "rate", "aside"];   // what is told anew with each event
const TYPING_EVERY = 3000, TYPING_LASTS = 5000;   // ms

class TicketLive extends HTMLElement {
  connectedCallback() {
    this.seq = Number(this.dataset.seq);
    this.line = live({
      hear: frame => this.hear(frame),
      after: () => this.seq,
      poll: () => this.gap(),
      tell: state => { if (state === "live") this.gap(); },
    });
    this.addEventListener("input", event => { if (event.target.matches("textarea")) this.type(); });
  }

  disconnectedCallback() { this.line?.close(); }

  hear(frame) {
    if (frame.type === "typing") this.typing(frame);
    else if (frame.seq > this.seq) this.gap();
  }

  async gap() {
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    try {
      const answer = await fetch(this.dataset.after.replace(/\d+\/$/, `${this.seq}/`));
      if (answer.status === 200) this.add(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* offline: the next opening of the line asks again */ }
    this.asking = false;
    if (this.again) { this.again = false; this.gap(); }
  }

  add(fragment) {
    const fresh = fragment.querySelector("[data-seq]");
    if (!fresh) return;
    this.seq = Math.max(this.seq, Number(fresh.dataset.seq));
    const log = this.querySelector("#log");
    for (const part of [...fresh.children]) if (!part.id || !document.getElementById(part.id)) log.append(part);
    for (const id of PARTS) this.mend(document.getElementById(id), fragment.getElementById(id));
    this.typing({ on: false });
  }

  /** A part as it is now; what somebody types in it meanwhile, and where they are, stays. */
  mend(old, fresh) {
    if (!old || !fresh) return;
    const here = old.contains(document.activeElement) ? document.activeElement.id : "";
    for (const box of old.querySelectorAll("textarea[id], input[id]:not([type=hidden], [type=file])")) {
      const same = fresh.querySelector(`#${CSS.escape(box.id)}`);
      if (same && box.type === "radio") same.checked = box.checked;
      else if (same) same.value = box.value;
    }
    old.replaceWith(fresh);
    if (here) document.getElementById(here)?.focus();
  }

  typing({ on, by }) {
    const room = this.querySelector("[data-typing-line]");
    clearTimeout(this.quiet);
    room.hidden = !on;
    room.textContent = on ? this.dataset.typing.replace("{name}", by ?? "") : "";
    if (on) this.quiet = setTimeout(() => this.typing({ on: false }), TYPING_LASTS);
  }

  type() {
    if (Date.now() - (this.told ?? 0) < TYPING_EVERY) return;
    if (this.line.send({ typing: true })) this.told = Date.now();
  }
}
customElements.define("ticket-live", TicketLive);
