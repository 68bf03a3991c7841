/** What stands around a ticket: fetched after the page, and again when a link or a linked ticket changes. */
import { mend, part } from "./desk-parts.js";

const LINKS = ["linked", "unlinked", "flagged", "merged", "unmerged", "split"];

class DeskAround extends HTMLElement {
  connectedCallback() {
    this.ending = new AbortController();
    const { signal } = this.ending;
    document.addEventListener("desk:event", event => this.hear(event.detail, LINKS), { signal });
    document.addEventListener("desk:queue", event => this.hear(event.detail), { signal });
    this.addEventListener("htmx:afterSwap", () => this.openBeside());
    this.addEventListener("htmx:afterRequest", event => event.detail.requestConfig?.verb === "post" && this.refresh());
    this.refresh();
  }

  disconnectedCallback() { this.ending.abort(); }

  hear(frame, kinds) {
    const mine = kinds && frame?.ticket === Number(this.dataset.ticket) && kinds.includes(frame.kind);
    if (mine || this.querySelector(`[data-linked="${Number(frame?.ticket)}"]`)) this.refresh();
  }

  async refresh() {
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    const fresh = await part(this.dataset.url).catch(() => null);   // the next event asks again
    this.asking = false;
    if (fresh && this.isConnected) this.bring(fresh);
    if (this.again) { this.again = false; this.refresh(); }
  }

  /** All of it once; later only the links: articles that were fetched stay, and what somebody types. */
  bring(fresh) {
    if (this.whole) { mend(this.querySelector("#around-links"), fresh.querySelector("#around-links")); return; }
    this.whole = true;
    this.replaceChildren(fresh);
    window.htmx.process(this);
  }

  /** Who reads an article keeps the ticket. */
  openBeside() {
    for (const link of this.querySelectorAll("[data-articles] a")) Object.assign(link, { target: "_blank", rel: "noopener" });
  }
}

customElements.define("desk-around", DeskAround);
