/** The desk's one live line. What it hears becomes events on the document: desk:queue, desk:event, desk:typing … */
import { live } from "../lib/live.js";
import { show } from "../lib/connection.js";
import { toast } from "../lib/toast.js";
import { emit, openTicket } from "./desk-parts.js";

const ALIVE = 30_000;   // ms between signs of life on the open ticket

/** What a toast offers whose words say that somebody was faster: the next ticket. */
const takes = action => action ? { action, then: () => document.getElementById("take-next")?.requestSubmit(), seconds: 30 } : {};

class DeskLive extends HTMLElement {
  connectedCallback() {
    this.line = live({
      hear: frame => frame.type && emit(frame.type, frame),
      poll: () => emit("poll"),
      tell: state => state === "live" && this.back(),
    });
    document.addEventListener("desk:queue", event => this.given(event.detail));
    document.addEventListener("desk:say", event => this.line.send(event.detail));
    document.addEventListener("desk:signed-out", () => { this.line.close(); show("signed-out"); });
    document.addEventListener("htmx:beforeOnLoad", event => this.stays(event));
    document.addEventListener("desk:toast", event => event.detail.words.forEach(words => toast(words, takes(event.detail.take))));
    setInterval(() => openTicket() && this.line.send({ open: Number(openTicket()) }), ALIVE);
  }

  /** What a page asks by itself takes nobody away to the sign-in. */
  stays(event) {
    const { xhr, requestConfig: { verb, triggeringEvent } } = event.detail;
    if (verb !== "get" || triggeringEvent?.isTrusted || !xhr.getResponseHeader("HX-Redirect")?.includes("/login/")) return;
    event.preventDefault();
    emit("signed-out", {});
  }

  /** The house or a colleague put a ticket into these hands: say so, with the way there. */
  given({ given, by, kind, ticket, seq }) {
    const heard = `${ticket}:${seq}`;   // once by the team's line and once by their own
    if (String(given) !== this.dataset.me || heard === this.heard) return;
    this.heard = heard;
    if (kind === "assigned" && String(by) === this.dataset.me) return;
    const address = this.dataset.ticket.replace("0", ticket);
    toast(this.dataset.given, { action: this.dataset.open, then: () => location.assign(address), seconds: 30 });
  }

  /** Connected, perhaps again: tell what is open, and look at what was missed. */
  back() {
    if (openTicket()) this.line.send({ open: Number(openTicket()) });
    emit("poll");
  }
}

customElements.define("desk-live", DeskLive);
