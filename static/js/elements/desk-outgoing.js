/** <desk-outgoing>: what waits to leave on the open ticket. Of the reader's own replies that leave in a moment a toast counts
    down and calls them back, also from the next ticket. */
import { toast } from "../lib/toast.js";
import { mend, part } from "./desk-parts.js";

const TICK = 250;   // ms
const shown = new Map();

/** Count down to `at` in a toast; whoever presses has the words back. Until then the words stand on this page alone. */
function count({ pk, at, call }, { leaves, undo }) {
  if (shown.has(pk) || at - Date.now() <= 0) return;
  const left = () => Math.max(0, Math.ceil((at - Date.now()) / 1000));
  const made = toast(leaves.replace("%s", left()), { action: undo, then: () => recall(call), seconds: 3600 });
  made.dataset.leaves = pk;
  shown.set(pk, made);
  const clock = setInterval(() => {
    if (made.isConnected && at > Date.now()) { made.firstElementChild.textContent = leaves.replace("%s", left()); return; }
    clearInterval(clock);
    made.remove();
    shown.delete(pk);
  }, TICK);
}

function recall(address) {
  const values = { csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" };
  window.htmx.ajax("POST", address, { target: "#talk", swap: "innerHTML show:none", values });
}

class DeskOutgoing extends HTMLElement {
  connectedCallback() {
    this.ending = new AbortController();
    const { signal } = this.ending;
    const mine = event => Number(event.detail?.ticket) === Number(this.dataset.ticket) && this.look();
    for (const name of ["desk:outgoing", "desk:event"]) document.addEventListener(name, mine, { signal });
    document.addEventListener("desk:poll", () => this.look(), { signal });
    document.addEventListener("desk:held", event => this.held(event.detail), { signal });
    this.told();
    this.look();   // drafts that colleagues show are only asked for here
  }

  disconnectedCallback() { this.ending.abort(); }

  async look() {
    const next = await part(this.dataset.url).catch(() => null);
    if (!next || !this.isConnected) return;
    mend(this, next.querySelector("desk-outgoing"));
    this.told();
  }

  held({ pk, later, leaves, undo }) {
    if (later) toast(this.dataset.later, { action: this.dataset.undo, then: () => recall(undo) });
    else count({ pk: String(pk), at: Date.parse(leaves), call: undo }, { leaves: this.dataset.leaves, undo: this.dataset.undo });
    this.look();
  }

  told() {
    for (const row of this.querySelectorAll("[data-counts]")) {
      count({ pk: row.dataset.pk, at: Date.parse(row.dataset.at), call: row.dataset.call }, { leaves: this.dataset.leaves, undo: this.dataset.undo });
    }
  }
}

customElements.define("desk-outgoing", DeskOutgoing);
