/** <find-answers data-from="/help/options/" data-name="…">: its search field offers articles, forms and shelves while it is typed in.
    The editable combobox of the ARIA Authoring Practices; the server writes the options. Without scripts the form simply searches. */
const PAUSE = 120, FEWEST = 2;   // ms of stillness, characters

class FindAnswers extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    const id = `find-${[...document.querySelectorAll("find-answers")].indexOf(this)}`;
    this.field = this.querySelector("input[type=search]");
    this.list = Object.assign(document.createElement("div"), { className: "find-list", id, hidden: true });
    this.heard = Object.assign(document.createElement("p"), { className: "unseen" });
    this.heard.setAttribute("role", "status");
    const facts = { role: "combobox", type: "text", enterkeyhint: "search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(facts)) this.field.setAttribute(name, value);   // a search field may not be a combobox
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.name);
    this.append(this.list, this.heard);
    this.listen();
  }

  get options() { return [...this.list.querySelectorAll("[role=option]")]; }

  listen() {
    this.field.addEventListener("input", event => { if (!event.isComposing) this.wait(); });
    this.field.addEventListener("compositionend", () => this.wait());
    this.field.addEventListener("keydown", event => this.press(event));
    this.field.addEventListener("focus", () => { if (this.options.length) this.show(true); });
    this.list.addEventListener("mousedown", event => event.preventDefault());   // the focus stays in the field
    this.field.addEventListener("blur", () => this.show(false));
  }

  wait() {
    this.light(null);   // other words: Enter searches for them
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.ask(this.field.value.trim()), PAUSE);
  }

  async ask(words) {
    this.asking?.abort();
    if (words.length < FEWEST && !/\p{Script=Han}/u.test(words)) { this.fill([]); return; }
    this.asking = new AbortController();
    try {
      const asked = new URLSearchParams({ q: words, lang: document.documentElement.lang });
      const answer = await fetch(`${this.dataset.from}?${asked}`, { signal: this.asking.signal });
      if (answer.ok) this.fill([...new DOMParser().parseFromString(await answer.text(), "text/html").body.children]);
    } catch { /* typed on, or offline: the button still searches */ }
  }

  fill([said, ...groups]) {
    const prefix = this.list.id;
    this.list.replaceChildren(...groups);
    for (const one of this.list.querySelectorAll("[id]")) one.id = `${prefix}-${one.id}`;   // two searches may stand on one page
    for (const one of this.list.querySelectorAll("[aria-labelledby]")) one.setAttribute("aria-labelledby", `${prefix}-${one.getAttribute("aria-labelledby")}`);
    this.show(groups.length > 0 && this.field === document.activeElement);
    this.heard.textContent = said?.textContent ?? "";
  }

  show(open) {
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    this.light(null);
    if (!open) this.heard.textContent = "";
  }

  light(option) {
    this.lit?.setAttribute("aria-selected", "false");
    this.lit = option ?? null;
    if (!option) { this.field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Past the last option lies the field itself, so that the arrows lead back to what was typed. */
  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { options } = this, ring = [...options, null], at = ring.indexOf(this.lit);
    const open = !this.list.hidden;
    if (event.key === "Escape") {
      if (open) this.show(false);
      else if (this.field.value) { this.field.value = ""; this.fill([]); }
      else return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      if (!open) this.show(true);
      this.light(ring.at((at + (event.key === "ArrowDown" ? 1 : -1)) % ring.length));
    } else if (open && this.lit && (event.key === "Home" || event.key === "End")) {
      this.light(event.key === "Home" ? options[0] : options.at(-1));
    } else if (event.key === "Enter" && open && this.lit) {
      this.lit.click();
    } else return;
    event.preventDefault();
  }
}
customElements.define("find-answers", FindAnswers);
