/** <board-chats>: the columns. Heads are mended, frames never touched, so that nothing typed is lost; chats come and go. */
import { calmly, fragment, mend, part } from "./desk-parts.js";

const SOON = 150, CALM = 1_000, TICK = 15_000;   // ms

class BoardChats extends HTMLElement {
  connectedCallback() {
    this.soon = calmly(() => this.refresh(), SOON, CALM);
    this.columns = this.querySelector("#board-columns");
    document.addEventListener("desk:queue", this.soon);
    document.addEventListener("desk:poll", this.soon);
    addEventListener("message", event => event.origin === location.origin && event.data?.board && this.hear(event.data.board));
    addEventListener("hashchange", () => this.follow());
    this.addEventListener("click", event => this.choose(event));
    this.addEventListener("focusin", event => { const column = event.target.closest(".board-chat"); if (column) this.mark(column.dataset.chat); });
    for (const [id, by] of [["chat-next", 1], ["chat-before", -1]]) {
      document.getElementById(id).addEventListener("click", () => this.turn(by));
    }
    setInterval(() => document.hidden || this.refresh(), TICK);
    this.follow();
  }

  get all() { return [...this.columns.children]; }
  column(chat) { return this.columns.querySelector(`[data-chat="${Number(chat)}"]`); }

  hear({ chat, typing, moved, used, turn }) {
    if (typing !== undefined) document.dispatchEvent(new CustomEvent("board:typing", { detail: { chat, on: typing } }));
    if (moved) this.soon();
    if (used) this.mark(chat);
    if (turn) { this.mark(chat); this.turn(turn); }
  }

  /** One question at a time: of two answers the older must not win. */
  async refresh() {
    const asked = this.asked = (this.asked ?? 0) + 1;
    const next = await part(this.dataset.url).catch(() => null);   // the connection's own notice says so; the next tick asks again
    if (!next || asked !== this.asked || !this.isConnected) return;
    mend(this.querySelector("#board-tabs"), next.querySelector("#board-tabs"));
    const fresh = new Map([...next.querySelectorAll(".board-chat")].map(column => [column.dataset.chat, column]));
    for (const column of this.all) if (!fresh.has(column.dataset.chat)) column.remove();
    for (const [chat, column] of fresh) {
      const now = this.column(chat);
      if (now) mend(now.querySelector(".board-head"), column.querySelector(".board-head"));
      else this.columns.append(fragment(column.outerHTML));
    }
    this.querySelector("#board-none").hidden = fresh.size > 0;
    this.mark(this.chosen);
  }

  /** Which column a phone shows, and which the others stand beside. */
  mark(chat) {
    const column = this.column(chat) ?? this.all[0];
    this.chosen = column?.dataset.chat ?? "";
    for (const one of this.all) one.toggleAttribute("data-chosen", one === column);
    for (const tab of this.querySelectorAll(".board-tab")) {
      if (tab.dataset.chat === this.chosen) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  }

  choose(event) {
    const tab = event.target.closest(".board-tab");
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(tab.dataset.chat);
  }

  follow() {
    const chat = /^#chat-(\d+)$/.exec(location.hash)?.[1];
    if (chat && this.column(chat)) this.go(chat);
    else this.mark(this.chosen);
  }

  turn(by) {
    const at = this.all.findIndex(column => column.dataset.chat === this.chosen), many = this.all.length;
    if (many) this.go(this.all[(at + by + many) % many].dataset.chat);
  }

  /** Into its box for writing, or while it loads into its column. */
  go(chat) {
    this.mark(chat);
    const column = this.column(chat), frame = column.querySelector("iframe");
    column.scrollIntoView({ inline: "nearest", block: "nearest" });
    const text = frame.contentDocument?.querySelector("desk-composer [role=tabpanel]:not([hidden]) .composer-text");
    if (text) { frame.contentWindow.focus(); text.focus(); }
    else column.focus({ preventScroll: true });
  }
}

customElements.define("board-chats", BoardChats);
