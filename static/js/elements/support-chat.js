/** <support-chat>: the visitor's window. Every line gets an id here and stays in this browser until the server has kept it;
    the socket is only a hint: numbers that were skipped are asked for. Its words stand in the template. */
import { anew, gap } from "../lib/chat-gap.js";
import { guarded } from "../lib/chat-guard.js";
import { adviceLine, drop, fill, foot, messageLine } from "../lib/chat-lines.js";
import { showState } from "../lib/chat-state.js";
import { lineId, story } from "../lib/chat-story.js";
import { carry, ticketForm } from "../lib/chat-ticket.js";
import { ownTyping, theirTyping } from "../lib/chat-typing.js";
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
    this.typing = ownTyping(frame => this.line.send(frame));
    this.theyType = theirTyping(this, this.dataset.wordsTyping);
    this.tell = story(this, this.log);
    this.listen();
    this.text.value = this.carried() || this.outbox.draft;
    for (const one of this.outbox.all()) this.show(one);
    this.told(this.said);
    this.open();
    this.clock = setInterval(() => this.tick(), ASK_EVERY);
  }

  disconnectedCallback() { clearInterval(this.clock); this.line.close(); }

  listen() {
    this.querySelector("[data-composer]").addEventListener("submit", event => { event.preventDefault(); this.send(); });
    this.text.addEventListener("keydown", event => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); } });
    this.addEventListener("input", event => event.target.matches("textarea") && this.typed(event.target));
    this.addEventListener("click", event => this.clicked(event));
    addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden || this.seen());
  }

  /* ── The line ── */

  open() {
    this.heardAt = Date.now();
    this.line = live({ path: this.dataset.path, hear: frame => this.hear(frame), after: () => this.seq, poll: () => this.poll(), tell: state => this.became(state) });
  }

  became(state) {
    if (state === "live") this.resend();
    if (state === "closed") this.recheck();
  }

  /** Every 15 seconds: a sign of life, what is still owed, and whether the line is only pretending to be alive. */
  tick() {
    if (this.line.state !== "live") return;
    if (!document.hidden && Date.now() - this.heardAt > SILENT) { this.line.close(); this.open(); return; }
    this.line.send({ state: true });
    this.resend();
  }

  /** Turned away: somebody signed in or out. The same visit goes on under the new sign-in; another one never does. */
  async recheck() {
    const answer = Date.now() - (this.recheckedAt ?? 0) > RECHECK_AFTER ? await this.ask() : null;
    this.recheckedAt = Date.now();
    if (answer?.ok && (await answer.json()).visit === this.dataset.visit) this.open();
    else this.told(this.said, true);
  }

  ask() { return fetch(this.dataset.after.replace("0/", `${this.seq}/`)).catch(() => null); }

  async poll() {
    this.resend();
    const answer = await this.ask();
    if (answer?.status === 404) this.told(this.said, true);
    if (!answer?.ok) return;
    const { gap, state } = await answer.json();
    this.hear(gap);
    this.hear(state);
  }

  hear(frame) {
    this.heardAt = Date.now();
    switch (frame.type) {
      case "kept": return this.kept(frame);
      case "event": return this.next(frame);
      case "gap": return gap(this, frame);
      case "anew": return anew(this);
      case "state": return this.told(frame);
      case "typing": return frame.who !== "customer" && this.theyType(frame);
      case "refused": return this.refused(frame);
    }
  }

  /* ── What we say ── */

  /** Keep what stands in the composer as a line, then say it. What is typed meanwhile stays for the next one. */
  async send() {
    if (this.sending) { this.again = true; return; }
    const typed = this.text.value;
    this.sending = true;
    const body = await guarded(typed.trim());
    this.sending = false;
    const isLong = body.length > Number(this.dataset.longest);
    this.problem(isLong);
    if (body && !isLong) {
      const one = this.outbox.add(body, this.topic);
      if (this.text.value.startsWith(typed)) this.write(this.text.value.slice(typed.length));
      this.typing.stop();
      this.show(one);
      this.push(one);
    }
    if (this.again) { this.again = false; this.send(); }
  }

  show(one) {
    messageLine(this.log, { id: one.id, at: one.at, text: one.body, from: "me", foot: this.dataset.wordsSending });
    this.scroll(true);
  }

  /** Where words become a ticket, since nobody is here or this level asks about it by ticket, nothing is sent. */
  get byTicket() { return ["closed", "barred"].includes(this.state.mode); }
  resend() { if (!this.byTicket) for (const one of this.outbox.all()) this.push(one); }

  push(one) {
    if (this.line.send({ say: one.body, id: one.id, topic: one.topic })) return;
    foot(this.log, one.id, this.dataset.wordsAgain);
    if (this.line.state === "asking") this.post();
  }

  /** Without a live line: one after the other, so that they arrive in order. */
  async post() {
    if (this.posting) return;
    this.posting = true;
    for (let one, before; (one = this.outbox.all()[0]) && one.id !== before; before = one.id) await this.postOne(one);
    this.posting = false;
  }

  async postOne(one) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = JSON.stringify({ say: one.body, id: one.id, topic: one.topic });
    const options = { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body };
    const answer = await fetch(this.dataset.say, options).catch(() => null);
    if ([403, 404].includes(answer?.status)) this.told(this.said, true);
    else if (answer && answer.status < 500) this.hear(await answer.json());
  }

  kept({ id, seq, at, ticket, html, advice }) {
    this.outbox.done(id);
    this.follow(ticket);
    messageLine(this.log, { id, order: this.era + seq, at, html, from: "me", foot: this.dataset.wordsSent });
    adviceLine(this.log, this.querySelector("template[data-advice]"), id, advice);
    this.scroll(true);
    this.line.send({ state: true });
  }

  refused({ id, why }) {
    if (["tier", "blocked"].includes(why)) { this.barred.add(this.topic); this.turned = true; this.told(this.said); return; }   // they move into the ticket form
    if (why === "many") { foot(this.log, id, this.dataset.wordsMany); return; }   // kept, and sent again by the clock
    const one = this.outbox.all().find(other => other.id === id);
    this.outbox.done(id);
    drop(this.log, id);
    if (one) this.write([one.body, this.text.value].filter(Boolean).join("\n"));
    this.problem(why === "long");
  }

  problem(isLong) {
    const room = this.querySelector("[data-problem]");
    room.hidden = !isLong;
    room.textContent = isLong ? fill(this.dataset.wordsLong, this.dataset.longest) : "";
  }

  /** Another window of this visit wrote, or its line was kept. */
  elsewhere(gone) {
    for (const one of this.outbox.all()) this.show(one);
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
    this.seen();
    if (!event.html) this.line.send({ state: true });
  }

  happened(event) {
    if (event.seq <= this.seq) return;
    this.seq = event.seq;
    this.outbox.done(lineId(event));
    if (this.tell(event, this.era + event.seq)) this.unread += 1;
    if (!lineId(event)) this.theyType({ on: false });
    this.scroll();
  }

  seen() {
    if (!document.hidden) {
      this.unread = 0;
      if (this.seq > (this.seenSeq ?? 0) && this.line?.send({ seen: this.seq })) this.seenSeq = this.seq;
    }
    document.title = this.unread ? `(${this.unread}) ${this.title}` : this.title;
  }

  told(said, outdated = false) {
    const was = this.byTicket, isBarred = this.turned || (said.mode === "hello" && this.barred.has(this.topic));
    const state = this.state = isBarred ? { ...said, mode: "barred" } : said;
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
    this.problem(false);
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
