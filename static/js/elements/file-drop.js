/** <file-drop>: files by choosing, dropping, pasting, by camera or from a recording of the screen. Each goes to the house at
    once and is named in the form when it has arrived; a picture goes when its owner has looked it over. Where uploads are
    not possible the control inside holds the files, as it does without scripts. Words, limits and parts come from the page. */
import { Gate } from "../lib/files-gate.js";
import * as kept from "../lib/files-kept.js";
import { Row, guess, readable, told } from "../lib/files-row.js";
import { tus } from "../lib/files-tus.js";
import { Upload } from "../lib/files-upload.js";
import { Zone } from "../lib/files-zone.js";
import { Pictures } from "../lib/hide-queue.js";
import { announcer, words } from "../lib/words.js";

const AT_ONCE = 2;
const HALF = 4 * 1024 * 1024;   // bytes; of a file this large, half the way is told to those who listen
const UNKEPT = new Set(["look", "held", "refused", "blocked"]);
const SPOKEN = new Set(["broken", "done", "failed", "refused", "again"]);
const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

class FileDrop extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (!this.form || !this.input) return;
    this.leaving = new AbortController();
    const { signal } = this.leaving, hear = (who, kind, then) => who.addEventListener(kind, then, { signal });
    this.say = words(this);
    this.announce = announcer(() => this.status);
    this.server = tus(this.dataset.to, () => this.form.elements.csrfmiddlewaretoken.value);
    this.plain ??= !this.dataset.to;
    this.uploads ??= [];
    this.pictures ??= new Pictures(this.template("hide"), this.say, {
      most: this.most, uploads: () => this.uploads, start: one => this.start(one), draw: one => this.rows.get(one)?.draw(),
    });
    this.build();
    this.gate = new Gate(this.form, this.template("note"), this.say, {
      signal, uploads: () => this.uploads, without: some => some.forEach(one => this.remove(one)), decide: () => this.decide(),
      retry: some => some.forEach(one => this.press(one.file ? "retry" : "choose", one)),
    });
    hear(this.form, "submit", () => { this.sent = this.uploads.filter(one => one.state === "held"); });
    hear(this.form, "htmx:xhr:progress", event => this.zone.progress(event.detail, this.uploads.some(one => one.state === "held")));
    hear(document, "htmx:afterSettle", () => this.settled());
    hear(this, "change", event => { if (event.target === this.input) this.chosen(); });
    this.restore();
  }

  disconnectedCallback() {
    this.leaving?.abort();
    for (const one of this.uploads ?? []) { one.halt(); if (one.moves) one.state = "waiting"; }
  }

  get input() { return this.querySelector("input[type=file][name]"); }
  get most() { return Number(this.dataset.bytes); }
  get names() {
    const draft = this.closest("keep-draft");
    return [draft?.getAttribute("name") ?? location.pathname, draft?.dataset.also].filter(Boolean);
  }
  template(name) { return this.querySelector(`template[data-part="${name}"]`); }

  /** Everything scripts add; again after the form came back from the house and was swapped in. */
  build() {
    for (const old of [this.zone?.element, this.list, this.status]) old?.remove();
    this.zone = new Zone(this, this.say, { take: files => this.take(files), signal: this.leaving.signal });
    this.list = Object.assign(document.createElement("ul"), { className: "drop-list" });
    this.list.setAttribute("role", "list");
    this.status = Object.assign(document.createElement("p"), { className: "unseen" });
    this.status.setAttribute("role", "status");
    this.append(this.zone.element, this.list, this.status);
    this.querySelector("[data-part=once-more]")?.toggleAttribute("hidden", this.uploads.length > 0);
    this.rows = new Map();
    for (const one of this.uploads) this.row(one);
    this.hold();
    this.named();
  }

  /** What the page itself says of files that came ahead: some are refused, others are good and stand in its fields. */
  named() {
    const refused = new Map(JSON.parse(this.dataset.refusedUploads || "[]"));
    this.ahead = [...this.querySelectorAll("[data-ahead]")].map(field => ({ ...field.dataset, url: this.dataset.to + field.value + "/" }));
    this.querySelector("[data-part=kept]")?.remove();   // the rows name them from now on
    for (const one of this.uploads) {
      if (one.url && refused.has(one.token)) one.is("refused", "refused", refused.get(one.token));
      else if (one.state === "done") this.ask(one);
    }
    if (refused.size) this.said();
    this.dataset.refusedUploads = "[]";
  }

  /** The list says it, beside what stays. */
  said() { this.querySelector(".errorlist")?.toggleAttribute("hidden", true); }

  row(upload) {
    const row = new Row(this.template("row"), upload, this.say, (way, one, value) => this.press(way, one, value));
    this.rows.set(upload, row);
    this.list.append(row.element);
  }

  /** The form came back. What the house refused of what it carried, [[place, reason], …], is put out of the control. */
  settled() {
    if (!this.zone.element.isConnected) this.build();
    const refused = JSON.parse(this.dataset.refused || "[]").filter(([place]) => this.sent?.[place]);
    if (!refused.length) return;
    for (const [place, reason] of refused) this.sent[place].is("refused", "refused", reason);
    Object.assign(this, { sent: undefined }).dataset.refused = "[]";
    this.said();
    this.hold();
  }

  /** The control holds what goes with the form, and one kind is asked for all of it. */
  hold() {
    const all = new DataTransfer(), held = this.uploads.filter(one => one.state === "held");
    for (const one of held) all.items.add(one.file);
    this.input.files = all.files;
    const kind = this.querySelector("[data-part=kinds]");
    kind.hidden = !held.length;
    kind.querySelector("select").disabled = !held.length;
  }

  chosen() {
    const files = [...this.input.files];
    this.hold();
    this.take(files);
  }

  take(files) {
    for (const one of this.uploads.filter(one => one.state === "refused")) this.remove(one);
    const pictures = files.map(file => this.add(file)).filter(upload => upload?.state === "look");
    this.hold();
    if (pictures.length) this.decide();
    this.pump();
  }

  add(file) {
    const again = this.uploads.find(one => ["again", "failed"].includes(one.state) && !one.file && same(one, file));
    if (again) { again.file = file; return this.start(again); }
    for (const one of this.uploads) if (one.state === "again" && one.name === file.name) this.remove(one);   // changed since
    if (this.uploads.some(one => same(one.original ?? one, file))) return null;
    const upload = this.know({ name: file.name, size: file.size, type: file.type, lastModified: file.lastModified, file, original: file, kind: guess(file) });
    const why = this.why(file);
    if (why) upload.is("refused", "refused", why);
    else if (file.type.startsWith("image/")) upload.is("look");
    else this.start(upload);
    return upload;
  }

  why(file) {
    const ending = `.${file.name.split(".").pop().toLowerCase()}`;
    if (!this.input.accept.split(",").includes(ending)) return this.say("unknown");
    if (!file.size) return this.say("empty");
    if (file.size > this.most) return this.say("large", { size: this.most >> 20 });
    const count = this.uploads.filter(one => one.state !== "refused").length;
    return count > Number(this.dataset.most) ? this.say("many", { most: this.dataset.most }) : "";
  }

  /** A file in the list, held by this window until it is gone from there. */
  know(facts) {
    const upload = new Upload(facts, { server: this.server, form: () => this.form.elements.key?.value ?? "", changed: one => this.changed(one) });
    this.uploads.push(upload);
    this.row(upload);
    return upload;
  }

  start(upload) { upload.is(this.plain && !upload.url ? "held" : "waiting"); this.hold(); this.pump(); return upload; }

  pump() {
    if (this.leaving.signal.aborted) return;
    const free = AT_ONCE - this.uploads.filter(one => one.running).length;
    for (const one of this.uploads.filter(one => one.state === "waiting" && !one.running).slice(0, Math.max(0, free))) one.run();
  }

  changed(upload) {
    this.rows.get(upload)?.draw();
    if (upload.state === "blocked") { this.fallBack(); return; }
    this.tell(upload);
    this.keep(upload);
    if (!upload.running) this.pump();
    this.gate?.go();
  }

  tell(upload) {
    const half = upload.state === "sending" && upload.size >= HALF && upload.share >= 50, now = half ? "half" : upload.state;
    if (upload.told === now) return;
    upload.told = now;
    if (half || SPOKEN.has(now)) this.announce(`${readable(upload.name)}: ${told(upload, this.say)}`);
  }

  /** Write down what changed of it; a file is written when it is new, so that each percent costs nothing. */
  keep(upload) {
    if (!this.uploads.includes(upload)) return;
    const now = UNKEPT.has(upload.state) ? "" : `${upload.url} ${upload.state === "done"} ${upload.kind}`;
    if (upload.kept === now) return;
    const first = upload.kept === undefined || upload.kept === "";
    upload.kept = now;
    if (!now) { kept.forget(upload.id); return; }
    const written = kept.keep({ ...upload.record, form: this.names[0] });
    if (first) written.then(() => kept.inHand(upload.id, this.leaving.signal, () => this.inHand(upload)));
  }

  inHand(upload) {
    return new Promise(over => { upload.release = over; this.leaving.signal.addEventListener("abort", over); });
  }

  /** Uploads are not possible here: the control takes what has not arrived, and the form carries it. */
  fallBack() {
    const only = this.hasAttribute("data-ahead-only");   // nothing carries them where no form is sent
    this.plain = !only;
    for (const one of this.uploads) if (one.file && !one.url && (one.moves || one.state === "blocked")) { one.halt(); if (only) one.is("failed", "unreachable"); else one.is("held"); }
    this.hold();
  }

  /** What has arrived leaves with something that is no form: [{token, kind, name, size}]. Who took it answers for it now. */
  hand() {
    const arrived = this.uploads.filter(one => one.state === "done");
    for (const one of arrived) this.forget(one);
    this.hold();
    return arrived.map(({ token, kind, name, size }) => ({ token, kind, name: readable(name), size }));
  }

  /** What was handed over comes back: it was not taken, and each file says by itself why. */
  back(files) {
    for (const { token, kind, name, size } of files) this.ask(this.know({ name, kind, size, type: "", url: `${this.dataset.to}${token}/` }));
  }

  press(way, upload, value) {
    const steps = {
      kind: () => { upload.kind = value; this.changed(upload); },
      look: () => this.decide(upload),
      plain: () => this.start(upload),
      retry: () => (upload.running ? upload.wake?.() : this.start(upload)),
      choose: () => this.input.click(),
      remove: () => this.remove(upload, true),
    };
    steps[way]();
  }

  remove(upload, seen = false) {
    const row = this.rows.get(upload)?.element, next = row?.nextElementSibling ?? row?.previousElementSibling;
    upload.cancel();
    this.forget(upload);
    this.hold();
    this.pump();
    if (!seen) return;
    this.announce(this.say("removed", { name: readable(upload.name) }));
    (next?.querySelector("[data-way=remove]") ?? this.zone.choose).focus();
    this.gate.go();
  }

  forget(upload) {
    this.uploads = this.uploads.filter(one => one !== upload);
    this.rows.get(upload)?.element.remove();
    this.rows.delete(upload);
    upload.release?.();
    if (upload.kept) kept.forget(upload.id);
  }

  /** Show the pictures nobody has decided about (`only` one when it was asked for); are all decided? */
  async decide(only) {
    const last = this.pictures.last, all = await this.pictures.decide(only);
    if (document.activeElement === document.body && this.pictures.last !== last) (this.rows.get(this.pictures.last)?.select ?? this.zone.choose).focus();
    return all;
  }

  /** What an earlier visit left, unless its form has been sent since. */
  async restore() {
    if (this.plain) return;
    for (const done of document.querySelectorAll("keep-draft[data-done]")) await kept.sent([done.getAttribute("name"), done.dataset.also]);
    const records = await kept.all(this.names), known = facts => this.uploads.some(one => one.id === facts.id || (facts.url && one.url === facts.url));
    for (const { name, kind, size, url } of this.ahead) {
      if (!known({ url }) && !records.some(record => record.url === url)) this.ask(this.know({ name, kind, size: Number(size), type: "", url }));
    }
    for (const record of records) {
      if (!known(record)) kept.inHand(record.id, this.leaving.signal, fresh => this.goOn(fresh));
    }
  }

  goOn({ done, form, ...facts }) {
    const upload = this.know({ ...facts, kept: form });
    if (done) this.ask(upload);
    else if (upload.file || upload.url) this.start(upload);
    else upload.is("again");
    return this.inHand(upload);
  }

  /** Is it still there, and is it still taken? */
  ask(upload) {
    if (upload.url) this.start(Object.assign(upload, { arrived: true, offset: upload.size, sent: upload.size }));
  }
}
customElements.define("file-drop", FileDrop);
