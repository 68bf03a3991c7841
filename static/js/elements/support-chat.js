/** <support-chat>: the visitor's window. Every line gets an id here and stays in this browser until the server has kept it;
    the socket is only a hint: numbers that were skipped are asked for. Its words stand in the template. */
import "./file-drop.js";
import { anew, gap } from "../lib/chat-gap.js";
import { guarded } from "../lib/chat-guard.js";
import { drop, fill } from "../lib/chat-lines.js";
import { showState } from "../lib/chat-state.js";
import { lineId, story } from "../lib/chat-story.js";
import { carry, ticketForm } from "../lib/chat-ticket.js";
import { ownTyping, theirTyping } from "../lib/chat-typing.js";
import { Mending } from "../lib/chat/mending.js";
import { receipts } from "../lib/chat/receipts.js";
import { Sender } from "../lib/chat/sender.js";
import { arm, chime } from "../lib/chime.js";
import { live } from "../lib/live.js";
import { unsent } from "../lib/unsent.js";

const ASK_EVERY = 15_000, SILENT = 40_000, RECHECK_AFTER = 30_000, SAVE_AFTER = 500;   // ms
const AN_ERA = 1e6;   // numbers begin anew when a closed conversation is followed by a new one
const NEAR = 120;     // px from the end: who reads further up is left in peace
const CARRY = "fairlead-chat-carry";

class SupportChat extends HTMLElement {
  connectedCallback() {
    this.seq = this.era = this.unread = 0;
    this.state = this.said = JSON.parse(this.dataset.state);
    this.barred = new Set(JSON.parse(this.dataset.barred));   // topics ("" for none) that this level asks about by ticket
    this.ticket = this.state.ticket;
    this.topic = "";
    this.title = document.title;
    this.log = this.querySelector("[data-log]");
    this.text = this.querySelector("[data-composer] textarea");
    this.outbox = unsent(this.dataset.visit, gone => this.elsewhere(gone));
    this.form = ticketForm(this.querySelector("#as-ticket"), { topic: () => this.topic, sent: () => this.save() });
    this.sender = new Sender(this, this.querySelector("file-drop"));
    this.typing = ownTyping(frame => this.hint(frame));
    this.theyType = theirTyping(this, this.dataset.wordsTyping);
    this.mending = new Mending(this);
    this.tell = story(this, this.log);
    this.listen();
    arm();
    this.text.value = this.carried() || this.outbox.draft;
    for (const one of this.outbox.all()) this.sender.show(one);
    this.told(this.said);
    this.open();
    this.clock = setInterval(() => this.tick(), ASK_EVERY);
  }

  disconnectedCallback() { clearInterval(this.clock); this.mending.close(); this.line.close(); }

  listen() {
    this.querySelector("[data-composer]").addEventListener("submit", event => { event.preventDefault(); this.sender.send(); });
    this.text.addEventListener("keydown", event => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.text.form.requestSubmit(); } });
    this.addEventListener("input", event => event.target.matches("textarea") && this.typed(event.target));
    this.addEventListener("click", event => this.clicked(event));
    addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden || this.seen());
  }

  /* ── The line ── */

  open() {
    this.heardAt = Date.now();
    this.line = live({ path: this.dataset.path, hear: frame => this.hear(frame), after: () => this.seq, poll: () => this.poll(), every: () => 3_000 + 2_000 * Math.random(), tell: state => this.became(state) });
  }

  became(state) {
    if (state === "live") this.sender.resend();
    if (state === "closed") this.recheck();
  }

  /** Every 15 seconds: a sign of life, what is still owed, and whether the line is only pretending to be alive. */
  tick() {
    if (this.line.state !== "live") return;
    if (!document.hidden && Date.now() - this.heardAt > SILENT) { this.line.close(); this.open(); return; }
    this.line.send({ state: true });
    this.sender.resend();
  }

  /** Turned away: somebody signed in or out. The same visit goes on under the new sign-in; another one never does. */
  async recheck() {
    const answer = Date.now() - (this.recheckedAt ?? 0) > RECHECK_AFTER ? await this.ask() : null;
    this.recheckedAt = Date.now();
    if (answer?.ok && (await answer.json()).visit === this.dataset.visit) this.open();
    else this.told(this.said, true);
  }

  ask() { return fetch(this.dataset.after.replace("0/", `${this.seq}/`)).catch(() => null); }

  /** One frame by HTTP; its answer, or null when nothing came or the visit is not this browser's any more. */
  async tellByHttp(path, frame) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    const options = { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body: JSON.stringify(frame) };
    const answer = await fetch(path, options).catch(() => null);
    if ([403, 404].includes(answer?.status)) this.told(this.said, true);
    else if (answer && answer.status < 500) return answer.json().catch(() => null);
    return null;
  }

  /** What need not arrive: by the live line, or by HTTP where there is none; whether it left. */
  hint(frame) {
    if (this.line.send(frame)) return true;
    if (this.line.state !== "asking") return false;
    this.tellByHttp(this.dataset.hint, frame);
    return true;
  }

  async poll() {
    this.sender.resend();
    const answer = await this.ask();
    if (answer?.status === 404) this.told(this.said, true);
    if (!answer?.ok) return;
    const { gap, receipts: read, state } = await answer.json();
    this.hear(gap);
    this.hear(read);
    this.hear(state);
  }

  hear(frame) {
    this.heardAt = Date.now();
    switch (frame.type) {
      case "kept": return this.sender.kept(frame);
      case "event": return this.next(frame);
      case "gap": return gap(this, frame);
      case "anew": return anew(this);
      case "state": return this.told(frame);
      case "typing": return frame.who !== "customer" && this.theyType(frame);
      case "refused": return this.sender.refused(frame);
      case "corrected": return this.mending.corrected(frame);
      case "receipts": return receipts(this, frame);
      case "files": return this.line.send({ after: 0 });
    }
  }

  /** Where words become a ticket, since nobody is here or this level asks about it by ticket, nothing is sent. */
  get byTicket() { return ["closed", "barred", "chosen"].includes(this.state.mode); }

  /** Another window of this visit wrote, or its line was kept. */
  elsewhere(gone) {
    for (const one of this.outbox.all()) this.sender.show(one);
    if (gone) this.line.send({ after: this.seq });
  }

  /* ── What happened ── */

  /** Whether numbers begin anew: the old conversation was closed, this is the next one. */
  follow(ticket) {
    const anew = Boolean(ticket && this.ticket && ticket !== this.ticket);
    if (anew) { this.era += AN_ERA; this.seq = 0; }
    this.ticket = ticket ?? this.ticket;
    return anew;
  }

  /** A number was skipped: internal, overtaken or missed. Only the server knows, so ask for everything since. */
  next(event) {
    if (event.seq > this.seq + 1 && this.line.send({ after: this.seq })) return;
    this.happened(event);
    if (event.of) this.line.send({ after: event.of - 1 });   // a line reads otherwise now
    this.seen();
    if (event.html === undefined) this.line.send({ state: true });
  }

  happened(event) {
    if (event.seq <= this.seq) { this.tell(event, this.era + event.seq); return; }   // asked for once more: it may read otherwise now
    this.seq = event.seq;
    this.outbox.done(lineId(event));
    if (this.tell(event, this.era + event.seq)) this.unread += 1;
    if (event.kind === "claimed" && this.said.mode === "waiting") this.yourTurn(event.by);
    if (!lineId(event)) this.theyType({ on: false });
    this.scroll();
  }

  /** Somebody has time for them: a sound, and the title says so until they look. */
  yourTurn(by) {
    this.turn = fill(this.dataset.wordsTurn, by);
    chime();
  }

  seen() {
    if (!document.hidden) {
      this.unread = 0;
      this.turn = "";
      if (this.seq > (this.seenSeq ?? 0) && this.line && this.hint({ seen: this.seq })) this.seenSeq = this.seq;
    }
    document.title = this.turn || this.unread ? `${this.turn || `(${this.unread})`} ${this.title}` : this.title;
  }

  told(said, outdated = false) {
    const was = this.byTicket, isBarred = this.turned || (said.mode === "hello" && this.barred.has(this.topic));
    const state = this.state = this.chosen ? { ...said, mode: "chosen" } : isBarred ? { ...said, mode: "barred" } : said;
    this.said = said;
    showState(this, state, outdated);
    if (this.byTicket) this.take().then(words => { this.form.add(words); this.save(); });
    else if (was) this.write([this.form.take(), this.text.value].filter(Boolean).join("\n"));
    const behind = this.follow(state.ticket) || state.seq > this.seq;
    if (behind) this.line?.send({ after: this.seq });
  }

  /* ── The composer ── */

  write(words) { this.text.value = words; this.save(); }

  /** Keep what is typed through a reload; where it stands depends on whether chat is open. */
  async save() {
    clearTimeout(this.saves);
    this.outbox.draft = await guarded(this.byTicket ? this.form.words : this.text.value);
  }

  typed(box) {
    clearTimeout(this.saves);
    this.saves = setTimeout(() => this.save(), SAVE_AFTER);
    if (box !== this.text) return;
    this.sender.problem(false);
    this.typing.go();
  }

  async clicked(event) {
    const at = selector => event.target.closest(selector);
    const chip = at("[data-topic]"), link = at("[data-instead]"), renew = at("[data-renew]");
    if (chip) this.choose(chip);
    if (!link && !renew) return;
    event.preventDefault();
    const words = [...await this.take(), await guarded(this.form.take())].filter(Boolean);
    if (link) { carry(link, words.join("\n\n"), this.topic); return; }
    try { sessionStorage.setItem(CARRY, JSON.stringify(words)); } catch { /* nothing is kept here */ }
    location.assign(renew.href);
  }

  /** They would rather write a ticket, and cannot be sent to its page: they stand in a frame. */
  writeTicket(topic) { this.chosen = true; this.topic = topic ?? this.topic; this.told(this.said); this.form.focus(); }

  choose(chip) {
    this.topic = this.topic === chip.dataset.topic ? "" : chip.dataset.topic;
    for (const one of this.querySelectorAll("[data-topic]")) one.setAttribute("aria-pressed", String(one.dataset.topic === this.topic));
    this.turned = false; this.told(this.said);
    if (!this.byTicket) this.text.focus();
  }

  /** Everything typed and not arrived, taken out of the composer and the outbox, without its secrets. */
  async take() {
    const typed = this.text.value, all = this.outbox.all();
    this.text.value = "";
    for (const one of all) { this.outbox.done(one.id); drop(this.log, one.id); }
    this.sender.drop.back(all.flatMap(one => one.files ?? []));
    this.querySelector("[data-files-stay]").hidden = !this.sender.drop.uploads?.length;
    return [...all.map(one => one.body), await guarded(typed)].filter(Boolean);
  }

  carried() {
    try {
      const words = JSON.parse(sessionStorage.getItem(CARRY) ?? "[]");
      sessionStorage.removeItem(CARRY);
      return words.filter(Boolean).join("\n");
    } catch { return ""; }
  }

  scroll(always = false) {
    const body = this.querySelector(".widget-body");
    const isNear = body.scrollHeight - body.scrollTop - body.clientHeight < NEAR + (this.log.lastElementChild?.offsetHeight ?? 0);
    if (always || isNear) body.scrollTop = body.scrollHeight;
  }
}

customElements.define("support-chat", SupportChat);
