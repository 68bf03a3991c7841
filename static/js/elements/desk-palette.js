/** Everything by its name, on Ctrl/⌘ K: commands, views, what menus hold, and the search. An ARIA combobox in a dialog. */
import { fold, says } from "../lib/alike.js";
import { commands, run } from "../lib/commands.js";

const MOST = 40;   // shown at once
const ELSEWHERE = ".queue-subject, .rail-item[href], .desk-bar .menu-item, .desk-bar button[aria-label], #more .menu-item, #more a.button, #who a";

class DeskPalette extends HTMLElement {
  connectedCallback() {
    this.dialog = document.getElementById("palette");
    this.box = this.dialog.querySelector("[role=combobox]");
    this.list = this.dialog.querySelector("[role=listbox]");
    document.addEventListener("keydown", event => {
      if (event.isComposing || event.code !== "KeyK" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.dialog.open ? this.dialog.close() : this.open();
    });
    this.box.addEventListener("input", () => this.show());
    this.box.addEventListener("keydown", event => this.key(event));
    this.list.addEventListener("click", event => this.choose(event.target.closest("[role=option]")));
  }

  open() {
    if (document.querySelector("dialog[open]")) return;
    this.all = [...this.here(), ...this.elsewhere()];
    this.box.value = "";
    this.dialog.showModal();
    this.show();
  }

  here() {
    return commands().filter(({ target }) => target).map(one => ({ words: one.words, keys: one.keys, act: () => run(one) }));
  }

  /** Tickets, links and buttons that stand on the page, each name once. */
  elsewhere() {
    const found = new Map();
    for (const item of document.querySelectorAll(ELSEWHERE)) {
      const reference = item.closest(".queue-row")?.querySelector(".queue-pick")?.getAttribute("aria-label") ?? "";
      const said = (item.querySelector(".cut") ?? item).textContent.trim() || item.getAttribute("aria-label");
      const words = `${said} ${reference}`.trim().replace(/\s+/g, " ");
      if (words && !found.has(words)) found.set(words, { words, act: () => item.click() });
    }
    return found.values();
  }

  show() {
    const typed = this.box.value.trim(), language = document.documentElement.lang;
    const fits = this.all.filter(({ words }) => says(fold(words, language), fold(typed, language))).slice(0, MOST);
    if (typed.length > 1) fits.push(
      { words: this.dialog.dataset.find.replace("%s", typed), act: () => this.search(typed) },
      { words: this.dialog.dataset.from.replace("%s", typed), act: () => this.search(`from:"${typed.replaceAll('"', "")}"`) },
    );
    this.fits = fits;
    this.list.replaceChildren(...fits.map((one, at) => this.option(one, at)));
    if (!fits.length) this.list.append(Object.assign(document.createElement("p"), { className: "palette-none small", textContent: this.dialog.dataset.none }));
    this.mark(0);
  }

  option({ words, keys }, at) {
    const row = Object.assign(document.createElement("div"), { className: "menu-item", id: `palette-${at}` });
    row.setAttribute("role", "option");
    row.append(Object.assign(document.createElement("span"), { textContent: words, dir: "auto" }));
    if (keys) row.append(Object.assign(document.createElement("span"), { className: "kbd push", textContent: keys }));
    return row;
  }

  mark(at) {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    this.at = rows.length ? (at + rows.length) % rows.length : -1;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === this.at)));
    rows[this.at]?.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", rows[this.at]?.id ?? "");
  }

  key(event) {
    if (event.isComposing) return;
    const move = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[event.key];
    if (move !== undefined) { event.preventDefault(); this.mark(move); }
    else if (event.key === "Enter") { event.preventDefault(); this.choose(this.list.querySelector("[aria-selected=true]")); }
  }

  choose(row) {
    if (!row) return;
    this.dialog.close();
    this.fits[Number(row.id.replace("palette-", ""))].act();
  }

  search(words) {
    const box = document.getElementById("find-q");
    box.value = words;
    box.form.requestSubmit();
  }
}

customElements.define("desk-palette", DeskPalette);
