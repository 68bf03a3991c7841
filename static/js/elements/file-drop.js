/** <file-drop>: several files by choosing, dropping or pasting; each can be taken back, and what we cannot take says why.
    The control inside holds the files, so the form works the same without this. Words and limits come as data-attributes. */
const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

class FileDrop extends HTMLElement {
  connectedCallback() {
    this.refused = [];
    this.build();
    const form = this.closest("form");
    form?.addEventListener("submit", () => { this.sent = this.held; });
    form?.addEventListener("paste", event => this.add(event.clipboardData?.files));
    form?.addEventListener("htmx:xhr:progress", event => this.progress(event.detail));
    document.addEventListener("htmx:afterSettle", () => this.zone?.isConnected || this.build());
    for (const kind of ["dragover", "dragleave", "drop"]) this.addEventListener(kind, event => this.dragged(event));
    this.addEventListener("change", event => { if (event.target === this.input) this.take(this.held, [...this.input.files]); });
  }

  get input() { return this.querySelector("input[type=file]"); }
  get held() { return this.files ?? []; }

  build() {
    if (!this.input) return;
    this.zone = Object.assign(document.createElement("div"), { className: "drop" });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: this.dataset.button });
    button.dataset.size = "s";
    button.addEventListener("click", () => this.input.click());
    this.zone.append(Object.assign(document.createElement("span"), { textContent: this.dataset.words }), button);
    this.list = Object.assign(document.createElement("ul"), { className: "drop-list" });
    this.list.setAttribute("role", "list");
    this.list.setAttribute("aria-live", "polite");
    this.input.className = "unseen";
    this.input.tabIndex = -1;
    this.append(this.zone, this.list);
    this.files = [...this.input.files];
    this.putOut();
    this.show();
  }

  /** What the house refused of what was sent, [[place, reason], …], is told in the list and leaves the control. */
  putOut() {
    const refused = JSON.parse(this.dataset.refused || "[]").filter(([place]) => this.sent?.[place]);
    if (!refused.length) return;
    const out = refused.map(([place]) => this.sent[place]);
    this.refused = refused.map(([, reason]) => [reason, ""]);
    this.querySelector(".errorlist")?.toggleAttribute("hidden", true);   // the list says it, beside what stays
    this.hold(this.held.filter(one => !out.some(other => same(one, other))));
    this.sent = undefined;
  }

  dragged(event) {
    event.preventDefault();
    this.zone.toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") this.add(event.dataTransfer.files);
  }

  add(files) { if (files?.length) this.take(this.held, [...files]); }

  take(held, more) {
    this.refused = [];
    const taken = [...held];
    for (const file of more) {
      if (taken.some(one => same(one, file))) continue;
      const why = this.why(file, taken.length);
      if (why) this.refused.push([file.name, why]); else taken.push(file);
    }
    this.hold(taken);
  }

  why(file, count) {
    const ending = `.${file.name.split(".").pop().toLowerCase()}`;
    if (!this.input.accept.split(",").includes(ending)) return this.dataset.kind;
    if (file.size > Number(this.dataset.bytes)) return this.dataset.large.replace("{size}", this.dataset.bytes >> 20);
    return count >= Number(this.dataset.most) ? this.dataset.many.replace("{most}", this.dataset.most) : "";
  }

  hold(files) {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    this.input.files = all.files;
    this.files = files;
    this.show();
  }

  show() {
    const size = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
    this.list.replaceChildren(
      ...this.held.map(file => this.row(file.name, size.format(Math.max(1, file.size / 1024)), file)),
      ...this.refused.map(([name, why]) => this.row(name, why)));
  }

  row(name, words, file) {
    const row = Object.assign(document.createElement("li"), { className: "file" });
    const icon = Object.assign(document.createElement("span"), { textContent: file ? "✓" : "✕", ariaHidden: "true" });
    const label = Object.assign(document.createElement("span"), { className: "file-name", textContent: name, dir: "auto" });
    const side = Object.assign(document.createElement("span"), { className: "row tiny quiet", textContent: words });
    row.toggleAttribute("data-refused", !file);
    if (file) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "✕", ariaLabel: this.dataset.remove.replace("{name}", name) });
      Object.assign(button.dataset, { kind: "quiet", size: "s", icon: "" });
      button.addEventListener("click", () => this.hold(this.held.filter(one => one !== file)));
      side.append(button);
    }
    row.append(icon, label, side);
    return row;
  }

  progress({ loaded, total }) {
    if (!this.held.length || !total || !this.dataset.sending) return;
    this.bar ??= Object.assign(document.createElement("progress"), { className: "progress", max: 100 });
    this.bar.value = Math.round(100 * loaded / total);
    this.bar.ariaLabel = this.dataset.sending.replace("{share}", this.bar.value);
    if (loaded < total) this.list.after(this.bar); else this.bar.remove();
  }
}
customElements.define("file-drop", FileDrop);
