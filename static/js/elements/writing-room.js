/** <writing-room>: who else has this text open to write; data-path is its live line, data-here the words for one name. */
import { live } from "../lib/live.js";

const ALIVE = 30_000, GONE = 75_000;   // ms between signs of life, and until somebody silent is thought to have left

class WritingRoom extends HTMLElement {
  connectedCallback() {
    this.others = new Map();
    this.line = live({ path: this.dataset.path, hear: frame => this.hear(frame), tell: state => state === "live" && this.line?.send({ here: "new" }) });
    setInterval(() => { this.line.send({ here: "still" }); this.draw(); }, ALIVE);
  }

  hear({ type, by, name, on, is_new: isNew }) {
    if (type !== "here" || String(by) === this.dataset.me) return;
    if (on) this.others.set(by, { name, at: Date.now() }); else this.others.delete(by);
    if (isNew) this.line.send({ here: "still" });
    this.draw();
  }

  draw() {
    for (const [by, { at }] of this.others) if (Date.now() - at > GONE) this.others.delete(by);
    const names = [...this.others.values()].map(one => one.name).join(", ");
    this.textContent = names && this.dataset.here.replace("%s", names);
  }
}

customElements.define("writing-room", WritingRoom);
