/** A line of one's own put right or taken back while the house allows it: two minutes, counted by its clock. */
import { guarded } from "../chat-guard.js";
import { adviceLine, messageLine } from "../chat-lines.js";
import { newId } from "../files-upload.js";
import { showFiles } from "./files.js";

const WITHIN = 120_000, LOOK_EVERY = 5_000;   // ms; the house is asked, and says no where our clock is wrong

export class Mending {
  constructor(chat) {
    Object.assign(this, { chat, keptAt: new Map(), asked: new Map() });
    this.looking = setInterval(() => this.look(), LOOK_EVERY);
    chat.addEventListener("click", event => this.pressed(event));
    chat.addEventListener("keydown", event => event.key === "Escape" && this.left(event));
    chat.addEventListener("submit", event => { if (event.target.matches(".message-mend")) { event.preventDefault(); this.save(event.target); } });
  }

  close() { clearInterval(this.looking); }

  /** The house has just kept this line: from now on it may be put right for a while. */
  offer(line, id, at) {
    if (line.querySelector(".message-ways") || Date.now() - new Date(at) > WITHIN || line.dataset.corrected === "withdrawn") return;
    const ways = this.part("ways");
    line.append(ways);
    this.keptAt.set(line, Date.now());
    line.dataset.line = id;
  }

  /** What was offered for long enough is offered no more; who is writing is left to the house's answer. */
  look() {
    for (const [line, at] of this.keptAt) {
      if (Date.now() - at < WITHIN || line.querySelector(".message-mend")) continue;
      this.end(line);
    }
  }

  end(line) {
    const had = line.contains(document.activeElement);
    line.querySelector(".message-ways")?.remove();
    this.stop(line);
    this.keptAt.delete(line);
    if (had) this.chat.text.focus();
  }

  part(name) { return this.chat.querySelector(`template[data-mend-${name}]`).content.firstElementChild.cloneNode(true); }

  /** Escape leaves the words as they were, and nothing more: the window around us stays open. */
  left(event) {
    const form = event.target.closest(".message-mend");
    if (!form) return;
    event.preventDefault();
    this.stop(form.closest(".message"), true);
  }

  pressed(event) {
    const way = event.target.closest("[data-mend]")?.dataset.mend, line = event.target.closest(".message");
    if (way === "edit") this.begin(line);
    if (way === "stop") this.stop(line, true);
    if (way === "withdraw") this.send(line, { withdraw: line.dataset.line });
  }

  begin(line) {
    if (line.querySelector(".message-mend")) return;
    const form = this.part("form"), box = form.querySelector("textarea"), body = line.querySelector(".message-body");
    box.value = body.innerText.trim();
    body.after(form);
    body.hidden = true;
    box.focus();
  }

  stop(line, seen = false) {
    const form = line?.querySelector(".message-mend");
    if (!form) return;
    form.remove();
    const body = line.querySelector(".message-body");
    body.hidden = !body.textContent.trim();
    if (seen) line.querySelector("[data-mend=edit]")?.focus();
  }

  async save(form) {
    const body = await guarded(form.querySelector("textarea").value.trim());
    if (body) this.send(form.closest(".message"), { edit: body, of: form.closest(".message").dataset.line });
  }

  /** By the live line, else by HTTP; without either it says so, and what was typed stays in its box. */
  async send(line, said) {
    const frame = { ...said, id: newId() };
    this.asked.set(frame.id, line);
    if (this.chat.line.send(frame)) return;
    const answer = await this.chat.tellByHttp(this.chat.dataset.correct, frame);
    if (answer) this.chat.hear(answer); else this.say(line, this.chat.dataset.wordsMendLater);
  }

  say(line, words) {
    const note = line.querySelector("[data-mend-problem]");
    if (note) { note.textContent = words; note.hidden = false; }
  }

  /** The house's answer; false when the refusal is of something else. */
  refused({ id, why }) {
    const line = this.asked.get(id), { dataset } = this.chat;
    if (!line) return false;
    this.asked.delete(id);
    this.say(line, why === "late" ? dataset.wordsMendLate : dataset.wordsMendLater);
    return true;
  }

  corrected({ id, of, html, corrected, advice }) {
    this.asked.delete(id);
    const line = messageLine(this.chat.log, { id: of, html });
    this.stop(line);
    this.mark(line, corrected);
    adviceLine(this.chat.log, this.chat.querySelector("template[data-advice]"), of, advice);
    if (corrected === "withdrawn") this.end(line); else line.querySelector("[data-mend=edit]")?.focus();
  }

  /** That a line reads otherwise than it was said is seen; of one taken back nothing else is. */
  mark(line, corrected) {
    if (!corrected) return;
    line.dataset.corrected = corrected;
    const withdrawn = corrected === "withdrawn", { dataset } = this.chat, head = line.querySelector(".message-head");
    const note = head.querySelector(".message-mended") ?? head.appendChild(Object.assign(document.createElement("span"), { className: "message-mended" }));
    note.textContent = withdrawn ? dataset.wordsWithdrawn : dataset.wordsEdited;
    if (withdrawn) showFiles(this.chat, line, []);
  }
}
