/** The wall is asked for again when something moved, and each quarter of a minute; open menus stay open. */
import { calmly, mend, part } from "./desk-parts.js";

const SOON = 150, CALM = 700, TICK = 15_000;   // ms

class DeskWall extends HTMLElement {
  connectedCallback() {
    const soon = calmly(() => this.refresh(), SOON, CALM);
    for (const name of ["queue", "poll"]) document.addEventListener(`desk:${name}`, soon);
    setInterval(() => document.hidden || this.refresh(), TICK);
  }

  async refresh() {
    try {
      const parts = await part(this.dataset.url);
      mend(document.getElementById("wall-body"), parts?.getElementById("wall-body"));
    } catch { /* the connection's own notice says so; the next tick asks again */ }
  }
}

customElements.define("desk-wall", DeskWall);
