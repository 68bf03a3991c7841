/** The queue pane: refreshed when something moved, each half minute for the lines, and when a view is chosen. */
import { show } from "../lib/panes.js";
import { calmly, emit, mend, openTicket, part } from "./desk-parts.js";

const SOON = 150, CALM = 850, LATER = 4_000, TICK = 30_000;   // ms: after a change, between two askings, for numbers alone while much moves, without any
const FULL = 30;   // rows: what joins a longer queue stands behind these
const BEHIND = new Set(["opened", "received", "replied", "noted", "claimed", "resolved"]);   // what brings nothing to the front

/** What the row of the open page is called: a ticket's number, or a side conversation's. */
const opened = () => openTicket() || (document.querySelector("desk-asides[data-aside]")?.dataset.aside ?? "");

class DeskQueue extends HTMLElement {
  connectedCallback() {
    window.htmx.config.refreshOnHistoryMiss = true;   // back and forward show the page as it is now
    this.soon = calmly(() => this.refresh(), SOON, CALM);
    this.later = calmly(() => this.refresh(), CALM, LATER);
    document.addEventListener("desk:queue", event => (this.shows(event.detail ?? {}) ? this.soon : this.later)());
    document.addEventListener("desk:poll", this.soon);
    document.addEventListener("click", event => this.choose(event));
    document.addEventListener("change", event => event.target.closest("#narrow-form")
      && this.turn(new URLSearchParams([["view", this.shown.get("view")], ...this.narrowed])));
    document.addEventListener("htmx:afterSwap", event => event.target.id === "talk" && this.opened());
    this.clock = setInterval(() => document.hidden || this.refresh(), TICK);
  }

  /** What is shown, or was chosen a moment ago: a view and what it is narrowed to, or what was looked for. */
  get shown() {
    return this.chosen ?? new URLSearchParams(document.getElementById("queue-body").dataset.shown);
  }

  /** What every view is narrowed to. */
  get narrowed() {
    const form = document.getElementById("narrow-form");
    return form ? [...new FormData(form)].filter(([name, value]) => value && name !== "view") : [];
  }

  /** Whether a row here may look different: it stands here, or is mine, or may come to the front. */
  shows({ ticket, kind, holder, urgent }) {
    if (!kind || urgent || document.getElementById(`row-${ticket}`) || !BEHIND.has(kind)) return true;
    if (holder) return String(holder) === document.querySelector("desk-live")?.dataset.me;
    return this.querySelectorAll(".queue-row").length < FULL;
  }

  async refresh(shown = this.shown) {
    const url = new URL(this.dataset.url, location.href);
    url.search = new URLSearchParams([...shown, ["open", opened()]]);
    const asked = this.asked = (this.asked ?? 0) + 1;
    try {
      const parts = await part(url);
      if (!parts || asked !== this.asked) return;   // a later question has overtaken this one
      for (const id of ["queue-body", "rail-views"]) mend(document.getElementById(id), parts.getElementById(id));
      emit("rows");
    } catch { /* the connection's own notice says so; the next tick asks again */ }
  }

  choose(event) {
    const item = event.target.closest("a[data-view], a[data-queue]");
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("everything" in item.dataset) for (const choice of document.querySelectorAll("#narrow select")) choice.value = "";
    const { view } = item.dataset;
    this.turn(view ? new URLSearchParams([["view", view], ...this.narrowed]) : new URL(item.href).searchParams);
  }

  /** Show something else here, from its beginning. */
  turn(shown) {
    const address = new URL(location.href);
    address.search = this.chosen = shown;
    history.replaceState(history.state, "", address);
    emit("turned");
    document.getElementById("narrow").hidden = !shown.has("view");
    this.refresh(shown).then(() => { document.getElementById("queue").scrollTop = 0; });
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
