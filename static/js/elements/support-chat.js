/** The visitor's window. Every line gets an id here and stays until the server has kept it; the socket is only a hint. */
import { live } from "../lib/live.js";
import { mask } from "../lib/shield.js";
import { unsent } from "../lib/unsent.js";
import { eventLine, fill, messageLine } from "../lib/chat-lines.js";
import { showState } from "../lib/chat-state.js";

class SupportChat extends HTMLElement {
  connectedCallback() {
    this.seq = 0;
    this.topic = "";
    this.find = name => this.querySelector(`[data-${name}]`);
    this.log = this.find("log");
    this.text = this.querySelector("textarea");
    this.waiting = unsent("fairlead-chat");
    for (const one of this.waiting.all()) this.show(one);
    this.line = live({ path: this.dataset.path, hear: frame => this.hear(frame), after: () => this.seq, poll: () => this.poll(), tell: state => state === "live" && this.resend() });
    this.find("composer").addEventListener("submit", event => { event.preventDefault(); this.say(); });
    this.text.addEventListener("keydown", event => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.say(); } });
    this.text.addEventListener("input", () => this.typing());
    this.find("end").addEventListener("click", () => { this.line.send({ end: true }); this.text.focus(); });
    this.find("to-ticket").addEventListener("submit", () => { this.find("to-ticket").elements.q.value = [...this.waiting.all().map(one => one.body), this.text.value].join("\n").trim(); });
    this.addEventListener("click", event => this.choose(event.target.closest("[data-topic]")));
    this.clock = setInterval(() => document.hidden || this.line.send({ state: true }), 15_000);
  }

  disconnectedCallback() { clearInterval(this.clock); this.line.close(); }

  choose(chip) {
    if (!chip) return;
    this.topic = chip.getAttribute("aria-pressed") === "true" ? "" : chip.dataset.topic;
    for (const one of this.querySelectorAll("[data-topic]")) one.setAttribute("aria-pressed", one.dataset.topic === this.topic);
    this.text.focus();
  }

  async say() {
    const body = this.text.value.trim();
    if (!body) return;
    this.text.value = "";
    const one = this.waiting.add((await mask(body)).text, this.topic);   // secrets never leave this browser
    this.show(one);
    this.push(one);
  }

  show(one) { messageLine(this.log, { id: one.id, at: one.at, text: one.body, from: "me", foot: this.dataset.sending }); this.scroll(); }

  push(one) {
    if (!this.line.send({ say: one.body, id: one.id, topic: one.topic })) this.foot(one.id, this.dataset.again);
    if (this.line.state === "asking") this.post(one);
  }

  resend() { for (const one of this.waiting.all()) this.push(one); }

  async post(one) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(this.dataset.say, { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body: JSON.stringify({ say: one.body, id: one.id, topic: one.topic }) }).catch(() => null);
    if (answer?.ok) this.hear(await answer.json());
  }

  async poll() {
    this.resend();
    const answer = await fetch(this.dataset.after.replace("0/", `${this.seq}/`)).catch(() => null);
    if (!answer?.ok) return;
    const { events, state } = await answer.json();
    for (const event of events) this.happened(event);
    this.hear(state);
  }

  hear(frame) {
    switch (frame.type) {
      case "kept": return this.kept(frame);
      case "event": return this.next(frame);
      case "gap": return frame.events.forEach(event => this.happened(event));
      case "state": return showState(this, frame);
      case "typing": return frame.who !== "customer" && this.theyType(frame);
      case "refused": return this.refused(frame);
    }
  }

  kept({ id, html, advice }) {
    this.waiting.done(id);
    messageLine(this.log, { id, html, from: "me", foot: this.dataset.sent });
    for (const words of advice) eventLine(this.log, words, "alert");
    this.line.send({ state: true });
  }

  refused({ id, most }) { this.waiting.done(id); this.foot(id, fill(this.dataset.tooLong, most)); }

  /** A number was skipped: internal, overtaken or missed. Only the server knows, so ask for everything since. */
  next(event) {
    if (event.seq > this.seq + 1 && this.line.send({ after: this.seq })) return;
    this.happened(event);
  }

  happened(event) {
    if (event.seq <= this.seq) return;
    this.seq = event.seq;
    if (event.kind === "received") {
      const id = event.id.split(":").pop();
      this.waiting.done(id);
      messageLine(this.log, { id, at: event.at, html: event.html, from: "me", foot: this.dataset.sent });
    } else if (event.html) {
      messageLine(this.log, { id: `e${event.seq}`, at: event.at, html: event.html, from: "", author: event.by });
      this.theyType({ on: false });
      this.line.send({ seen: event.seq });
    } else {
      const words = { claimed: fill(this.dataset.joined, event.by), assigned: "", released: this.dataset.left, resolved: this.dataset.resolved, reopened: this.dataset.reopened }[event.kind];
      if (words) eventLine(this.log, words);
      this.line.send({ state: true });
    }
    this.scroll();
  }

  foot(id, words) { const foot = this.log.querySelector(`[id="m-${id}"] .message-foot`); if (foot) foot.textContent = words; }

  typing() {
    clearTimeout(this.quiet);
    if (!this.types) this.line.send({ typing: this.types = true });
    this.quiet = setTimeout(() => this.line.send({ typing: this.types = false }), 3000);
  }

  theyType({ on, by }) {
    this.find("typing-now").hidden = !on;
    if (on) { this.find("typing-words").textContent = fill(this.dataset.typing, by ?? ""); this.scroll(); }
  }

  scroll() { const body = this.querySelector("[role=log]"); body.scrollTop = body.scrollHeight; }
}

customElements.define("support-chat", SupportChat);
