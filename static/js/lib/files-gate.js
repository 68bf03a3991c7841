/** A form that is sent while its files are on their way waits for them and says so; what fails is named, and the form can go
    without it. Nothing of the form is touched, so nothing in it is lost. */
import { readable, told } from "./files-row.js";

export class Gate {
  /** ways: `uploads()` are the files, `without(some)` takes some out, `retry(some)` tries again, `decide()` shows the pictures
      nobody has decided about and tells whether all are decided. */
  constructor(form, template, say, ways) {
    Object.assign(this, { form, template, say, ways, waits: false });
    form.addEventListener("submit", event => this.look(event), { capture: true, signal: ways.signal });
    document.addEventListener("htmx:afterSettle", () => this.waits && this.busy(true), { signal: ways.signal });
  }

  /** The button that was pressed, or the same in a part of the page that was written anew meanwhile. */
  get button() {
    if (this.by && !this.by.isConnected) {
      const name = this.by.textContent.trim();
      this.by = [...this.form.elements].find(one => one.type === "submit" && one.textContent.trim() === name);
    }
    return this.by;
  }

  some(...states) { return this.ways.uploads().filter(one => states.includes(one.state)); }
  get moving() { return this.ways.uploads().filter(one => one.moves); }

  /** Before anything else hears of the submit. */
  look(event) {
    this.by = event.submitter ?? this.by;
    if (!this.stopped()) { this.end(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Something changed: may a form that waits go now? */
  go() {
    if (!this.waits) { this.renew(); return; }
    if (this.stopped()) return;
    this.end();
    this.form.requestSubmit(this.button);
  }

  /** Who is missing may arrive while the note about it stands there. */
  renew() {
    if (!this.note?.isConnected) return;
    const missing = this.some("failed", "again", "waiting", "sending", "broken", "checking");
    if (missing.length) this.tell(this.kind, {}, missing); else this.end();
  }

  /** Why the form cannot go yet, said to the person; false when it can. */
  stopped() {
    const looks = this.some("look"), missing = this.some("failed", "again");
    if (looks.length) { this.decide(); return true; }
    if (this.moving.length) { this.wait(); return true; }
    if (!missing.length) return false;
    this.waits = false;
    this.busy(false);
    this.tell("missing", {}, missing);
    return true;
  }

  /** The pictures nobody has decided about come up; when none is left, the form goes on by itself. */
  async decide() {
    this.end();
    if (!(await this.ways.decide())) return;
    this.waits = true;
    this.go();
  }

  wait() {
    const count = this.moving.length, total = this.moving.reduce((sum, one) => sum + one.size, 0);
    const here = this.moving.reduce((sum, one) => sum + one.size * one.share / 100, 0);
    this.waits = true;
    this.busy(true);
    this.tell("wait", { count, share: Math.floor(100 * here / total) }, this.moving);
  }

  busy(on) {
    if (on) this.button?.setAttribute("aria-busy", "true");
    else this.button?.removeAttribute("aria-busy");
  }

  /** The note stands above the button that was pressed. */
  tell(kind, facts, concerned) {
    const fresh = !this.note?.isConnected || this.kind !== kind;
    if (fresh) this.put(kind);
    const words = this.note.querySelector("[data-part=words]"), sentence = this.say(`note-${kind}`, facts);
    if (words.textContent !== sentence) words.textContent = sentence;
    this.concerned = concerned;
    if (kind === "missing") this.note.querySelector("[data-part=names]").replaceChildren(...concerned.map(one => this.named(one)));
    if (fresh && kind === "missing") this.note.focus();
    if (fresh) this.note.scrollIntoView({ block: "nearest" });
  }

  named(upload) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("bdi"), { className: "file-name", textContent: readable(upload.name) }), ` ${told(upload, this.say)}`);
    return item;
  }

  put(kind) {
    this.note?.remove();
    this.kind = kind;
    this.note = this.template.content.firstElementChild.cloneNode(true);
    this.note.dataset.tone = kind === "missing" ? "danger" : "accent";
    for (const part of this.note.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(kind);
    this.note.addEventListener("click", event => this.press(event.target.closest("[data-do]")?.dataset.do));
    // Above the button's whole part of the page, which may be written anew while the note stands there.
    const { button } = this, places = [button?.closest("section"), button?.closest(".row"), button];
    const place = places.find(one => one && one !== this.form && this.form.contains(one));
    if (place) place.before(this.note); else this.form.append(this.note);
  }

  press(name) {
    if (name === "without") { this.ways.without(this.concerned); this.waits = true; this.go(); }
    if (name === "retry") { this.ways.retry(this.concerned); if (this.moving.length) this.wait(); }
    if (name === "stay") { this.end(); this.button?.focus(); }
  }

  end() {
    this.waits = false;
    this.busy(false);
    this.note?.remove();
  }
}
