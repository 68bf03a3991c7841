/** <desk-ahead>: what *Take next* would open is fetched while somebody reads, and shown the moment they press; the claim
    and the page itself follow. One at most, for a minute, until the queue moves it; never where data is to be saved. */
import { show } from "../lib/panes.js";
import { emit, fragment, openTicket } from "./desk-parts.js";

const REST = 800, LASTS = 60_000, CALM = 5_000;   // ms: after a page came, of what was fetched, after it was lost

class DeskAhead extends HTMLElement {
  connectedCallback() {
    const form = document.getElementById("take-next");
    if (!form || navigator.connection?.saveData) return;
    document.addEventListener("htmx:afterSwap", event => event.target.id === "talk" && this.begin());
    document.addEventListener("desk:queue", event => this.moved(event.detail));
    form.addEventListener("htmx:configRequest", event => { event.detail.parameters.shown = this.good ? this.next.ticket : ""; });
    form.addEventListener("htmx:beforeRequest", () => this.good && this.bring());
    form.addEventListener("htmx:afterRequest", event => event.detail.successful || this.takeAway());
    setInterval(() => document.hidden || this.good || this.waiting || this.later(), CALM);
    this.begin();
  }

  get good() { return this.next && Date.now() - this.next.at < LASTS && this.next.ticket !== openTicket(); }

  begin() {
    this.next = null;
    this.later(REST);
  }

  /** Somebody has it, or it is no longer as it was: what was fetched is nothing any more. */
  moved({ ticket } = {}) {
    if (String(ticket) !== this.next?.ticket) return;
    this.next = null;
    this.later();
  }

  later(rest = CALM) {
    clearTimeout(this.waiting);
    const calmly = window.requestIdleCallback ?? (act => setTimeout(act, 0));
    this.waiting = setTimeout(() => { this.waiting = 0; calmly(() => this.ask()); }, rest);
  }

  async ask() {
    if (document.hidden) return;
    const at = Date.now(), answer = await fetch(this.dataset.url, { priority: "low", headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.status !== 200) return;
    const parts = fragment(await answer.text());
    const talk = parts.getElementById("ahead-talk"), who = parts.getElementById("ahead-who");
    if (talk) this.next = { ticket: talk.dataset.ticket, at, talk, who };
  }

  /** Laid over the panes, to be looked at and not to be touched, until the page itself stands in its place. */
  bring() {
    const { talk, who } = this.next;
    for (const [pane, part] of [["talk", talk], ["who", who]]) {
      part.inert = true;
      document.getElementById(pane).append(part);
      document.getElementById(pane).scrollTop = 0;
    }
    document.title = talk.dataset.title;
    const log = talk.querySelector(".talk-log");
    log.scrollTop = log.scrollHeight;
    show("talk");
    emit("ahead", { ticket: Number(talk.dataset.ticket) });
    this.next = null;
  }

  takeAway() { for (const id of ["ahead-talk", "ahead-who"]) document.getElementById(id)?.remove(); }
}

customElements.define("desk-ahead", DeskAhead);
