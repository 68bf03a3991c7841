/** Side conversations stay live: heads and lines are mended, what somebody is writing is left alone. */
import { mend, part } from "./desk-parts.js";

class DeskAsides extends HTMLElement {
  connectedCallback() {
    this.ending = new AbortController();
    const { signal } = this.ending;
    const mine = event => event.detail?.ticket === Number(this.dataset.ticket) && this.refresh();
    for (const name of ["event", "queue"]) document.addEventListener(`desk:${name}`, mine, { signal });
    document.addEventListener("desk:poll", () => this.refresh(), { signal });
    this.addEventListener("htmx:afterRequest", event => event.detail.requestConfig?.verb === "post" && this.refresh());
  }

  disconnectedCallback() { this.ending.abort(); }

  async refresh() {
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    const fresh = await part(this.dataset.url).catch(() => null);   // the next event asks again
    this.asking = false;
    if (fresh && this.isConnected) for (const one of fresh.querySelectorAll(".aside")) this.bring(one);
    if (this.again) { this.again = false; this.refresh(); }
  }

  bring(one) {
    const here = this.querySelector(`#${one.id}`);
    if (here) {
      const number = one.id.replace("aside-", "");
      for (const name of ["head", "lines"]) mend(here.querySelector(`#aside-${name}-${number}`), one.querySelector(`#aside-${name}-${number}`));
    } else {
      this.querySelector("#asides-list")?.append(one);
      window.htmx.process(one);
    }
  }
}

customElements.define("desk-asides", DeskAsides);
