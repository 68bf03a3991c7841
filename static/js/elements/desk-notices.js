/** The bell: how many notices are not read, live; its list when it is opened; the number in a hidden tab's title. */
import { arm, chime } from "../lib/chime.js";
import { live } from "../lib/live.js";
import { emit, openTicket, part } from "./desk-parts.js";

const MANY = 100, BARE = /^\(\d+\+?\) /;

class DeskNotices extends HTMLElement {
  connectedCallback() {
    this.unread = 0;
    this.bell = this.querySelector("details");
    this.room = this.querySelector("#bell-body");
    this.bell.addEventListener("toggle", () => this.bell.open && this.list());
    document.addEventListener("click", event => this.follow(event));
    this.bell.querySelector("form").addEventListener("submit", event => { event.preventDefault(); this.read({}); });
    document.addEventListener("desk:notice", event => this.heard(event.detail));
    document.addEventListener("desk:poll", () => this.count());
    document.addEventListener("htmx:afterSwap", event => event.target.id === "talk" && this.seen());
    document.addEventListener("visibilitychange", () => { this.title(); document.hidden || this.seen(); });
    if (!document.querySelector("desk-live") && document.body.dataset.live) this.listen();
    this.count();
  }

  /** Pages of the desk without a queue have no line yet. */
  listen() {
    live({ hear: frame => frame.type && emit(frame.type, frame), poll: () => emit("poll"), tell: state => state === "live" && emit("poll") });
  }

  /** Ask how many are not read; `look` whether some of them stand before the reader's eyes. */
  async count(look = true) {
    try {
      const answer = await fetch(this.dataset.count, { headers: { Accept: "application/json" } });
      const { unread, counted, sounds } = await answer.json();
      this.counted = counted;
      if (sounds) arm();
      this.show(unread);
      if (look) this.seen();
    } catch { /* signed out, or the line is down: its own notice says so */ }
  }

  /** Something happened: read already when it stands before the reader's eyes, else it may be heard. */
  heard({ unread, ticket, kind, sounds }) {
    this.show(unread);
    if (kind && this.isBefore(ticket)) { this.told = ""; this.seen(); return; }
    if (kind && sounds) chime();
    if (this.bell.open) this.list();
  }

  isBefore(ticket) { return !document.hidden && openTicket() === String(ticket); }

  /** The open ticket tells by itself what its notices told: once, until their number is another one. */
  seen() {
    if (!this.unread || document.hidden || !openTicket() || this.told === this.standing) return;
    this.told = this.standing;
    this.read({ ticket: openTicket() });
  }

  get standing() { return `${openTicket()}: ${this.unread}`; }

  show(unread) {
    const said = unread >= MANY ? this.dataset.many : String(unread);
    const name = unread ? this.dataset.unread.replace("{n}", said) : this.dataset.name;
    const summary = this.bell.querySelector("summary"), count = this.querySelector(".bell-count");
    if (unread > this.unread) this.querySelector("[role=status]").textContent = name;
    this.unread = unread;
    Object.assign(count, { textContent: said, hidden: !unread });
    summary.setAttribute("aria-label", name);
    summary.title = name;
    this.title();
  }

  title() {
    const bare = document.title.replace(BARE, "");
    const next = document.hidden && this.counted && this.unread
      ? `(${this.unread >= MANY ? this.dataset.many : this.unread}) ${bare}` : bare;
    if (next !== document.title) document.title = next;
  }

  async list() {
    this.room.setAttribute("aria-busy", "true");
    const fresh = await part(this.dataset.list).catch(() => this.dataset.none);
    if (fresh) this.room.replaceChildren(fresh);
    this.room.setAttribute("aria-busy", "false");
  }

  /** A notice that is followed is read, whatever becomes of this page. */
  follow(event) {
    const link = event.target.closest("a[data-notice]");
    if (link) this.post({ notice: link.dataset.notice });
  }

  async read(which) {
    const done = await this.post(which);
    if (done?.ok) await this.count(false);   // what is left is of other tickets
    if (done?.ok && which.ticket === openTicket()) this.told = this.standing;
    if (this.bell.open) this.list();
  }

  post(which) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.querySelector("[name=csrfmiddlewaretoken]").value, ...which });
    return fetch(this.dataset.read, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true }).catch(() => null);
  }
}

customElements.define("desk-notices", DeskNotices);
