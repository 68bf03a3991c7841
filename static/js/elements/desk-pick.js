/** <desk-pick>: macros by `/` at the start of a line, articles by `#`, in notes colleagues by `@`; also by their buttons.
    The combobox of the ARIA Authoring Practices in a box of its own; what is typed there stands among the words all the time,
    so that whoever goes away, or chooses nothing, has lost nothing. An article is chosen, never taken for "#1234". */

const PAUSE = 120;   // ms of stillness
const KINDS = { "/": "macros", "@": "people", "#": "articles" };
const make = (tag, facts, ...children) => {
  const made = Object.assign(document.createElement(tag), { className: facts.class ?? "" });
  for (const [name, value] of Object.entries(facts)) if (name !== "class") made.setAttribute(name, value);
  made.append(...children);
  return made;
};

class DeskPick extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("desk-composer");
    this.box = this.querySelector("[role=combobox]");
    this.list = this.querySelector("[role=listbox]");
    this.shown = this.querySelector(".pick-shown");
    this.none = this.querySelector(".pick-none");
    this.heard = this.querySelector("[role=status]");
    for (const tool of this.composer.querySelectorAll("[data-pick][hidden]")) tool.hidden = false;
    this.composer.addEventListener("htmx:afterSettle", () => { for (const tool of this.composer.querySelectorAll("[data-pick][hidden]")) tool.hidden = false; });
    this.asked = (kind, event) => { event.preventDefault(); this.open(kind); };
    this.composer.addEventListener("beforeinput", event => this.typed(event));
    this.composer.addEventListener("click", event => { const tool = event.target.closest("[data-pick]"); if (tool) this.asked(tool.dataset.pick, event); });
    this.box.addEventListener("input", event => { event.stopPropagation(); this.write(); clearTimeout(this.clock); this.clock = setTimeout(() => this.find(), PAUSE); });
    this.box.addEventListener("keydown", event => this.press(event));
    this.addEventListener("focusout", event => { if (event.relatedTarget && !this.contains(event.relatedTarget)) this.hidden = true; });
    this.list.addEventListener("mousedown", event => event.preventDefault());
    this.list.addEventListener("click", event => { const row = event.target.closest("[role=option]"); if (row) this.take(row); });
    this.list.addEventListener("pointermove", event => { const row = event.target.closest("[role=option]"); if (row && row !== this.lit) this.light(row); });
    this.querySelector("[data-pick-close]").addEventListener("click", () => this.close());
  }

  get form() { return this.composer.form; }
  get text() { return this.composer.text; }
  get rows() { return [...this.list.children]; }

  /** A sign where it means something, typed by hand and not while composing. */
  typed(event) {
    const { target, data } = event;
    if (!target.matches(".composer-text") || event.isComposing || event.inputType !== "insertText") return;
    const before = target.value.slice(0, target.selectionStart);
    if (/(^|\s)#$/.test(before) && /^\p{L}$/u.test(data)) { event.preventDefault(); this.open("#", "#", data); return; }
    if (!KINDS[data] || data === "#") return;   // a letter must follow: "#1234" is an order
    if (data === "/" ? !/(^|\n)$/.test(before) : !/(^|\s)$/.test(before)) return;
    if (data === "@" && this.form.dataset.kind !== "note") return;
    event.preventDefault();
    this.open(data, data);
  }

  open(sign, back = "", typed = "") {
    this.sign = sign;
    this.back = back;
    this.at = [this.text.selectionStart - (typed ? back.length : 0), this.text.selectionEnd];
    this.hidden = false;
    const name = this.dataset[`name${KINDS[sign][0].toUpperCase()}${KINDS[sign].slice(1)}`];
    this.querySelector(".pick-name").textContent = name;
    this.list.setAttribute("aria-label", name);
    this.box.value = typed;
    this.write();
    this.list.replaceChildren();
    this.preview(null);
    this.box.focus();
    this.find();
  }

  /** Back to the words, behind what was typed. */
  close() {
    this.hidden = true;
    this.text.focus();
    this.text.setSelectionRange(this.at[1], this.at[1]);
  }

  /** What is typed here stands in the text, too: it is kept as a draft, and sent, like any other words. */
  write() { if (this.back) this.put(this.back + this.box.value); }

  put(words) {
    this.text.setRangeText(words, ...this.at, "end");
    this.at = [this.at[0], this.at[0] + words.length];
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async find() {
    this.asking?.abort();
    this.asking = new AbortController();
    const sign = this.sign, query = this.box.value.trim();
    const options = await (KINDS[sign] === "articles" ? this.articles(query) : this.options(query)).catch(() => null);
    if (!options || this.hidden || sign !== this.sign) return;
    this.list.replaceChildren(...options.map((one, at) => this.row(one, at)));
    this.none.hidden = options.length > 0 || (KINDS[sign] === "articles" && query.length < 3);
    this.list.hidden = !options.length;
    this.heard.textContent = options.length ? this.dataset.found.replace("%s", options.length) : this.dataset.none;
    const byHand = sign === "#" && this.back;
    if (byHand && !options.length && query.length > 2) { this.close(); return; }
    this.light(byHand ? null : this.rows[0]);
  }

  async options(query) {
    const address = new URL(this.dataset[KINDS[this.sign]], location.href);
    address.search = new URLSearchParams({ q: query, kind: this.form.dataset.kind, as: "json" });
    const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).options : null;
  }

  /** As the help center proposes them to anybody; in a note, also what only agents read. */
  async articles(query) {
    const address = new URL(this.dataset.articles, location.href);
    address.search = new URLSearchParams({ q: query, lang: this.dataset.language });
    const credentials = this.form.dataset.kind === "note" ? "same-origin" : "omit";
    const answer = await fetch(address, { signal: this.asking.signal, credentials, headers: { "HX-Request": "true" } });
    const links = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("a[href*='/help/']");
    return [...links].map(link => {
      const title = link.textContent.trim().replace(/\s+/g, " "), url = new URL(link.getAttribute("href"), location.origin);
      return { label: title, detail: "", insert: `${title}: ${url.origin}${url.pathname}?lang=${this.dataset.language} ` };
    }).filter(one => one.label);
  }

  row(one, at) {
    const row = make("div", { class: "menu-item pick-option", id: `pick-${at}`, role: "option", "aria-selected": "false" }, make("span", { class: "cut" }, one.label));
    if (one.detail) row.append(make("span", { class: "tiny quiet cut" }, one.detail));
    row.one = one;
    return row;
  }

  light(row) {
    this.lit?.setAttribute("aria-selected", "false");
    this.lit = row ?? null;
    if (!row) { this.box.removeAttribute("aria-activedescendant"); this.preview(null); return; }
    row.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
    this.preview(row.one);
  }

  preview(one) {
    this.shown.hidden = !one?.insert || KINDS[this.sign] === "people";
    if (this.shown.hidden) return;
    this.shown.lang = one.language ?? this.dataset.language;
    const words = make("p", { class: "pick-words", dir: "auto" }, one.insert);
    const steps = (one.steps ?? []).map(step => make("span", { class: "badge" }, step.words));
    this.shown.replaceChildren(words, ...(one.problem ? [make("p", { class: "field-error" }, one.problem)] : []), make("p", { class: "row", "data-gap": "1" }, ...steps));
  }

  press(event) {
    if (event.isComposing) return;
    const rows = this.rows, at = rows.indexOf(this.lit);
    const to = { ArrowDown: rows[(at + 1) % rows.length], ArrowUp: rows.at(at < 0 ? -1 : at - 1) }[event.key];
    if (event.key === "Escape") this.close();
    else if (event.key === "Backspace" && !this.box.value) { if (this.back) this.put(""); this.close(); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.close();
    else if (event.key === "Enter") this.lit ? this.take(this.lit) : this.leave();
    else if (to) this.light(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Nothing was chosen: the line goes on below. */
  leave() {
    this.close();
    this.at = [this.at[1], this.at[1]];
    this.put("\n");
  }

  take({ one }) {
    if (one.kind === "note" && this.form.dataset.kind !== "note") {
      if (this.back) this.put("");
      this.composer.speak("note");
      this.at = [this.text.value.length, this.text.value.length];
    }
    this.put(one.insert);
    this.close();
    this.does(one);
  }

  /** What is done on sending stands under the words, to be taken out. */
  does({ value, steps }) {
    if (!value) return;
    const chips = this.form.querySelector(".composer-chips");
    this.form.append(make("input", { type: "hidden", name: "macro", value }));
    for (const step of steps) {
      if (chips.querySelector(`[value="${step.value}"]`)) continue;
      const box = make("input", { type: "checkbox", name: "do", value: step.value });
      box.checked = true;
      chips.append(make("li", {}, make("label", { class: "chip" }, box, step.words)));
    }
  }
}

customElements.define("desk-pick", DeskPick);
