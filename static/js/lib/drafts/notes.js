/** What the writer is told about unsent texts, above the form and beside its button. Words come from data-attributes. */
import { beginning, hasWords } from "./texts.js";

export class Notes {
  /** `room`: the place above the form; `root`: where [data-draft-state] and the templates are. */
  constructor(root, room) {
    this.root = root;
    this.room = room;
    this.words = room.dataset;
    this.counted = JSON.parse(room.dataset.texts);
  }

  /** Where the words are kept, beside the button. `null`: not known yet. */
  state(isHere, isThere, reason = "") {
    if (!isHere && isThere === null) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false }).format();
    const kept = isHere ? (isThere ? this.words.saved : this.words.savedHere) : (isThere ? this.words.savedThere : this.words.unsaved);
    this.beside([kept.replace("{time}", time), reason].filter(Boolean).join(" · "), !isHere && !isThere);
  }

  beside(words, isBad = false) {
    this.said = [words, isBad];
    this.again();
  }

  /** Why it was not sent; stays beside the button, whatever is kept meanwhile, until the next try. */
  unsent(reason) {
    this.reason = reason;
    this.again();
  }

  /** Write it there, also after the place was drawn anew. */
  again() {
    const place = this.root.querySelector("[data-draft-state]"), [words, isBad] = this.said ?? ["", false];
    if (!place) return;
    place.textContent = this.reason || words;
    place.toggleAttribute("data-bad", Boolean(this.reason) || isBad);
  }

  clear(kind) { this.room.querySelector(`[data-note="${kind}"]`)?.remove(); }

  /** One banner of a kind; `choices` are [words, function or address]. */
  tell(kind, words, choices = [], tone = "") {
    this.clear(kind);
    const note = this.copy(tone || "note");
    note.dataset.note = kind;
    if (tone) note.dataset.tone = tone;
    note.querySelector("p").append(...[words].flat());
    note.querySelector("[data-choices]").append(...choices.map(choice => this.choice(...choice)));
    this.room.append(note);
  }

  /** Texts that are not in the form, each to be used or deleted. */
  offer(texts, { below, use, drop }) {
    this.clear("others");
    if (!texts.length) return;
    const note = this.copy("texts");
    note.dataset.note = "others";
    const isOneBelow = hasWords(below), count = texts.length + isOneBelow;
    note.querySelector("strong").textContent = this.counted[Math.min(count, this.counted.length) - 1];
    if (isOneBelow) note.querySelector("p").append(" ", this.words.below);
    note.querySelector("ul").append(...texts.map(text => this.line(text, below, use, drop)));
    this.room.append(note);
  }

  line(text, below, use, drop) {
    const line = this.copy("text");
    line.querySelector("[data-words]").textContent = beginning(text.typed, below);
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false });
    line.querySelector("[data-when]").textContent = `${when.format(text.at)}, ${text.where === "here" || text.both ? this.words.onThis : this.words.onAnother}`;
    line.querySelector("[data-choices]").append(this.choice(this.words.use, () => use(text)), this.choice(this.words.drop, () => drop(text), "quiet"));
    return line;
  }

  choice(words, then, kind = "") {
    const made = typeof then === "string"
      ? Object.assign(document.createElement("a"), { href: then })
      : Object.assign(document.createElement("button"), { type: "button" });
    Object.assign(made, { className: "button", textContent: words });
    made.dataset.size = "s";
    if (kind) made.dataset.kind = kind;
    if (typeof then === "function") made.addEventListener("click", then);
    return made;
  }

  copy(name) { return this.root.querySelector(`template[data-draft="${name}"]`).content.firstElementChild.cloneNode(true); }
}
