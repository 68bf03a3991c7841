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
      poll: () => this.catchUp(),
      tell: state => { if (state === "live") this.catchUp(); },
    });
    this.addEventListener("input", event => { if (event.target.matches("textarea")) this.type(); });
  }

  disconnectedCallback() { this.line?.close(); }

  hear(frame) {
    if (frame.type === "typing") this.typing(frame);
    else if (frame.type === "files") this.files();
    else if (frame.seq > this.seq) this.gap();
  }

  catchUp() { this.gap(); this.files(); }

  /** Files that were still being looked at: how they stand now. */
  async files() {
    for (const line of this.querySelectorAll(".file[data-again]")) {
      try {
        const answer = await fetch(line.dataset.again);
        const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".file");
        if (fresh && fresh.textContent !== line.textContent) line.replaceWith(fresh);
      } catch { return; }   // offline: the next opening of the line asks again
    }
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

  /** A part as it is now; what somebody types or has chosen in it meanwhile, and where they are, stays. */
  mend(old, fresh) {
    if (!old || !fresh) return;
    const here = old.contains(document.activeElement) ? document.activeElement.id : "";
    for (const box of old.querySelectorAll("textarea[id], input[id]:not([type=hidden], [type=file])")) {
      const same = fresh.querySelector(`#${CSS.escape(box.id)}`);
      if (same && box.type === "radio") same.checked = box.checked;
      else if (same) same.value = box.value;
    }
    for (const stays of old.querySelectorAll("[data-stays]")) {
      const same = fresh.querySelector(`#${CSS.escape(stays.id)}`);
      if (same) same.replaceWith(stays); else this.rescue(stays.closest("li"), fresh);
    }
    old.replaceWith(fresh);
    if (here) document.getElementById(here)?.focus();
  }

  /** What was begun for a thing that nobody asks for any more goes on in the answer box. */
  rescue(asked, fresh) {
    const words = asked.querySelector("textarea")?.value.trim(), box = this.querySelector("#answer textarea");
    if (!words || !box || fresh.querySelector(`#${CSS.escape(asked.id)}`)) return;   // it was answered, elsewhere
    box.value = [box.value.trim(), `${asked.querySelector("p").textContent}\n${words}`].filter(Boolean).join("\n\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
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
