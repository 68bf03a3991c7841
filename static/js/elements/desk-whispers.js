/** <desk-whispers>: a supervisor's words for who holds the ticket; fetched when the ticket opens, when one comes, and when hands change. */
import { mend, part } from "./desk-parts.js";

const HANDS = ["claimed", "assigned", "released", "escalated", "merged", "resolved", "reopened"];

class DeskWhispers extends HTMLElement {
  connectedCallback() {
    this.ending = new AbortController();
    const { signal } = this.ending, mine = ({ detail }) => detail?.ticket === Number(this.dataset.ticket);
    document.addEventListener("desk:mention", event => mine(event) && this.refresh(), { signal });
    document.addEventListener("desk:event", event => mine(event) && HANDS.includes(event.detail.kind) && this.refresh(), { signal });
    this.refresh();
  }

  disconnectedCallback() { this.ending.abort(); }

  async refresh() {
    const fresh = await part(this.dataset.url).catch(() => null);   // the next word asks again
    if (!fresh || !this.isConnected) return;
    const now = this.querySelector("#whispers-body");
    if (now) mend(now, fresh.querySelector("#whispers-body"));
    else { this.replaceChildren(fresh); window.htmx.process(this); }
    const list = this.querySelector(".whispers-list");
    if (list) list.scrollTop = list.scrollHeight;
  }
}

customElements.define("desk-whispers", DeskWhispers);
