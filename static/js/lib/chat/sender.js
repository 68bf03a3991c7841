/** What the visitor says: a line is shown, kept in this browser, pushed until the server has it, and put right by its answer. */
import { guarded } from "../chat-guard.js";
import { adviceLine, drop, fill, foot, messageLine } from "../chat-lines.js";
import { showFiles } from "./files.js";

export class Sender {
  /** `drop` is the <file-drop> of the composer; what arrived there goes with the next line. */
  constructor(chat, drop) { Object.assign(this, { chat, drop }); }

  /** Keep what stands in the composer as a line, then say it. What is typed meanwhile stays for the next one. */
  async send() {
    if (this.sending) { this.again = true; return; }
    const typed = this.chat.text.value;
    this.sending = true;
    const body = await guarded(typed.trim());
    this.sending = false;
    const isLong = body.length > Number(this.chat.dataset.longest);
    this.problem(isLong);
    const files = isLong ? [] : this.drop.hand();
    if ((body || files.length) && !isLong) {
      const one = this.chat.outbox.add(body, this.chat.topic, files);
      if (this.chat.text.value.startsWith(typed)) this.chat.write(this.chat.text.value.slice(typed.length));
      this.chat.typing.stop();
      this.show(one);
      this.push(one);
    }
    if (this.again) { this.again = false; this.send(); }
  }

  show(one) {
    const line = messageLine(this.chat.log, { id: one.id, at: one.at, text: one.body, from: "me", foot: this.chat.dataset.wordsSending });
    showFiles(this.chat, line, one.files);
    this.chat.scroll(true);
  }

  resend() { if (!this.chat.byTicket) for (const one of this.chat.outbox.all()) this.push(one); }

  push(one) {
    if (this.chat.line.send(frame(one))) return;
    foot(this.chat.log, one.id, this.chat.dataset.wordsAgain);
    if (this.chat.line.state === "asking") this.post();
  }

  /** Without a live line: one after the other, so that they arrive in order. */
  async post() {
    if (this.posting) return;
    this.posting = true;
    for (let one, before; (one = this.chat.outbox.all()[0]) && one.id !== before; before = one.id) await this.postOne(one);
    this.posting = false;
  }

  async postOne(one) {
    const answer = await this.chat.tellByHttp(this.chat.dataset.say, frame(one));
    if (answer) this.chat.hear(answer);
  }

  kept({ id, seq, at, ticket, html, advice, files }) {
    this.chat.outbox.done(id);
    this.chat.follow(ticket);
    const line = messageLine(this.chat.log, { id, order: this.chat.era + seq, at, html, from: "me", foot: this.chat.dataset.wordsSent });
    showFiles(this.chat, line, files);
    this.chat.mending.offer(line, id, at);
    adviceLine(this.chat.log, this.chat.querySelector("template[data-advice]"), id, advice);
    this.chat.scroll(true);
    this.chat.line.send({ state: true });
  }

  refused({ id, why, words }) {
    if (this.chat.mending.refused({ id, why })) return;
    if (["tier", "blocked"].includes(why)) { this.chat.barred.add(this.chat.topic); this.chat.turned = true; this.chat.told(this.chat.said); return; }   // they move into the ticket form
    if (why === "many") { foot(this.chat.log, id, this.chat.dataset.wordsMany); return; }   // kept, and sent again by the clock
    const one = this.chat.outbox.all().find(other => other.id === id);
    this.chat.outbox.done(id);
    drop(this.chat.log, id);
    if (one) this.chat.write([one.body, this.chat.text.value].filter(Boolean).join("\n"));
    if (one?.files) this.drop.back(one.files);
    this.problem(why === "long", words);
  }

  problem(isLong, words = "") {
    const room = this.chat.querySelector("[data-problem]"), long = isLong ? fill(this.chat.dataset.wordsLong, this.chat.dataset.longest) : "";
    room.textContent = words || long;
    room.hidden = !room.textContent;
  }
}

const frame = ({ body, id, topic, files = [] }) => ({ say: body, id, topic, ...(files.length && { files: files.map(({ token, kind }) => ({ token, kind })) }) });
