/** The queue pane: refreshed when something moved, each half minute for the lines, and when a view is chosen. */
import { show } from "../lib/panes.js";
import { mend, openTicket, part } from "./desk-parts.js";

const CALM = 300, TICK = 30_000;   // ms

/** What the row of the open page is called: a ticket's number, or a side conversation's. */
const opened = () => openTicket() || (document.querySelector("desk-asides[data-aside]")?.dataset.aside ?? "");

class DeskQueue extends HTMLElement {
  connectedCallback() {
    window.htmx.config.refreshOnHistoryMiss = true;   // back and forward show the page as it is now
    this.soon = () => { clearTimeout(this.waiting); this.waiting = setTimeout(() => this.refresh(), CALM); };
    for (const name of ["queue", "poll"]) document.addEventListener(`desk:${name}`, this.soon);
    document.addEventListener("click", event => this.choose(event));
    document.addEventListener("htmx:afterSwap", event => event.target.id === "talk" && this.opened());
    this.clock = setInterval(() => document.hidden || this.refresh(), TICK);
  }

  /** What is shown, or was chosen a moment ago: a view, or what was looked for. */
  get shown() {
    if (this.chosen) return this.chosen;
    const { view, q } = document.getElementById("queue-body").dataset;
    return q === undefined ? { view } : { q };
  }

  async refresh(shown = this.shown) {
    const url = new URL(this.dataset.url, location.href);
    url.search = new URLSearchParams({ ...shown, open: opened() });
    const asked = this.asked = (this.asked ?? 0) + 1;
    try {
      const parts = await part(url);
      if (!parts || asked !== this.asked) return;   // a later question has overtaken this one
      for (const id of ["queue-body", "rail-views"]) mend(document.getElementById(id), parts.getElementById(id));
    } catch { /* the connection's own notice says so; the next tick asks again */ }
  }

  choose(event) {
    const item = event.target.closest("a[data-view]");
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.search = new URLSearchParams({ view: item.dataset.view });
    history.replaceState(history.state, "", address);
    this.chosen = { view: item.dataset.view };
    this.refresh(this.chosen).then(() => { document.getElementById("queue").scrollTop = 0; });
    show("queue");
  }

  /** The panes show another ticket: mark its row, and on a phone bring the conversation to the front. */
  opened() {
    const pk = opened();
    for (const link of this.querySelectorAll("[data-open]")) {
      if (link.dataset.open === pk) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (pk || document.querySelector("#talk > .desk-ask")) show("talk");
    this.soon();
  }
}

customElements.define("desk-queue", DeskQueue);
