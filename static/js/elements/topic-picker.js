/** <topic-picker>: its <select> becomes a field that finds topics by words, with the list below it in groups.
    The editable combobox of the ARIA Authoring Practices; the select stays, holds the value and tells of changes.
    data-list: what the list is called; data-none, data-found: what is said when nothing fits, and how many do. An option's data-also: more words it is found by. */
import { fold, says } from "../lib/alike.js";

const make = (tag, facts, ...children) => {
  const made = Object.assign(document.createElement(tag), { className: facts.class ?? "", hidden: facts.hidden ?? false });
  for (const [name, value] of Object.entries(facts)) if (!["class", "hidden"].includes(name)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

class TopicPicker extends HTMLElement {
  connectedCallback() {
    this.language = document.documentElement.lang;
    this.settled = () => this.ready();
    this.back = () => { this.ready(); this.catchUp(); };
    this.ready();
    document.addEventListener("htmx:afterSettle", this.settled);
    addEventListener("pageshow", this.back);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:afterSettle", this.settled);
    removeEventListener("pageshow", this.back);
  }

  /** Chosen before the page could hear of it, or put back by the browser: the questions that stand there are another topic's. */
  catchUp() {
    const asked = this.select?.form?.elements.asked;
    if (asked && asked.value !== this.select.value) this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A form that is swapped in brings its select after the element, and takes away what the house did not write. */
  ready() {
    if (!this.select) return;
    if (!this.contains(this.box)) this.build();
    this.sync();
  }

  get select() { return this.querySelector("select"); }
  get chosen() { return this.select?.selectedOptions[0]; }
  get shown() { return this.rows.filter(row => !row.hidden); }
  get isOpen() { return !this.list.hidden; }

  build() {
    const { select } = this, id = `${select.id}-find`;
    this.box = make("input", { class: "input picker-box", id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list` });
    this.none = make("p", { class: "picker-none small", hidden: true }, this.dataset.none);
    this.list = make("div", { class: "picker-list", hidden: true });
    this.options = make("div", { id: `${id}-list`, role: "listbox", "aria-label": this.dataset.list });
    this.heard = make("p", { class: "unseen", role: "status" });
    this.rows = [];
    [...select.children].forEach((child, at) => this.options.append(child.tagName === "OPTGROUP" ? this.group(child, `${id}-${at}`) : this.row(child)));
    this.list.append(this.none, this.options);
    this.append(this.box, this.list, this.heard);
    this.listen();
  }

  group(from, id) {
    const head = make("div", { class: "menu-head", id, role: "presentation" }, from.label);
    return make("div", { role: "group", "aria-labelledby": id }, head, ...[...from.children].map(option => this.row(option)));
  }

  row(option) {
    const row = make("div", { class: "menu-item picker-option", id: `${this.select.id}-is-${option.value || "unsure"}`, role: "option", "aria-selected": "false" }, option.text);
    Object.assign(row, { value: option.value, words: fold(`${option.text} ${option.dataset.also ?? ""}`, this.language) });
    this.rows.push(row);
    return row;
  }

  get label() { return this.closest("form")?.querySelector(`label[for="${this.select.id}"], label[for="${this.select.id}-find"]`); }

  listen() {
    for (const kind of ["input", "change"]) this.box.addEventListener(kind, event => event.stopPropagation());   // no answer of the form
    this.box.addEventListener("input", () => this.find());
    this.box.addEventListener("keydown", event => this.press(event));
    this.box.addEventListener("focus", () => this.box.select());
    this.box.addEventListener("click", () => this.open());
    this.box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", event => event.preventDefault());   // the focus stays in the field
    this.list.addEventListener("click", event => { const row = event.target.closest("[role=option]"); if (row) this.take(row); });
    if (this.heeded === this.select) return;
    this.heeded = this.select;
    this.select.addEventListener("change", () => this.sync());
    this.select.addEventListener("focus", () => this.box.focus());
  }

  /** The field says what the select holds. */
  sync() {
    const { select, box } = this;
    if (!select) return;   // it has gone into another page's form
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    if (this.label) this.label.htmlFor = box.id;
    for (const name of ["aria-invalid", "aria-describedby"]) select.hasAttribute(name) ? box.setAttribute(name, select.getAttribute(name)) : box.removeAttribute(name);
    for (const row of this.rows) row.toggleAttribute("data-chosen", row.value === select.value);
    if (!this.isOpen) box.value = this.chosen?.text ?? "";
  }

  open() {
    if (this.isOpen) return;
    this.narrow("");
    this.show(true);
    this.light(this.rows.find(row => row.value === this.select.value));
  }

  show(open) {
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    if (!open) { this.light(null); this.heard.textContent = ""; }
  }

  close() {
    this.show(false);
    this.box.value = this.chosen?.text ?? "";
  }

  find() {
    const found = this.narrow(this.box.value);
    this.show(true);
    this.light(this.box.value.trim() && found ? this.shown.find(row => row.value) : null);
    this.heard.textContent = found ? this.dataset.found.replace("%s", found) : this.dataset.none;
  }

  /** Show the topics that say this, and "I am not sure" always; how many there are. */
  narrow(typed) {
    const wanted = fold(typed, this.language);
    for (const row of this.rows) row.hidden = Boolean(row.value) && !says(row.words, wanted);
    for (const group of this.options.querySelectorAll("[role=group]")) group.hidden = !group.querySelector("[role=option]:not([hidden])");
    const found = this.shown.filter(row => row.value).length;
    this.none.hidden = found > 0;
    return found;
  }

  light(row) {
    this.lit?.setAttribute("aria-selected", "false");
    this.lit = row ?? null;
    if (!row) { this.box.removeAttribute("aria-activedescendant"); return; }
    row.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const rows = this.shown, at = rows.indexOf(this.lit);
    const to = { ArrowDown: rows[(at + 1) % rows.length], ArrowUp: rows.at(at < 0 ? -1 : at - 1), Home: rows[0], End: rows.at(-1) }[event.key];
    if (event.key === "Escape" && this.isOpen) this.close();
    else if (event.key === "Enter" && this.isOpen) this.lit ? this.take(this.lit) : this.close();
    else if (event.key.startsWith("Arrow") && to && !this.isOpen) this.open();
    else if (to && this.isOpen) this.light(to);
    else return;
    event.preventDefault();
  }

  take(row) {
    const changes = this.select.value !== row.value;
    this.select.value = row.value;
    this.show(false);
    this.sync();
    if (changes) for (const kind of ["input", "change"]) this.select.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

customElements.define("topic-picker", TopicPicker);
