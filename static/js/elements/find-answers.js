/** <find-answers data-from="/help/suggest/" data-name="…">: while its search field is typed in, the best articles below it.
    Arrow keys walk through them, Escape puts them away; without scripts the form simply searches. */
const PAUSE = 180, FEWEST = 2;   // ms of stillness, characters

class FindAnswers extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[type=search]");
    this.list = Object.assign(document.createElement("div"), { className: "find-list", hidden: true });
    this.list.setAttribute("aria-live", "polite");
    this.append(this.list);
    this.field.addEventListener("input", () => {
      clearTimeout(this.clock);
      this.clock = setTimeout(() => this.ask(this.field.value.trim()), PAUSE);
    });
    this.field.addEventListener("focus", () => { this.list.hidden = !this.list.childElementCount; });
    this.addEventListener("keydown", event => this.walk(event));
    this.addEventListener("focusout", event => { if (!this.contains(event.relatedTarget)) this.list.hidden = true; });
  }

  async ask(words) {
    this.asking?.abort();
    if (words.length < FEWEST && !/\p{Script=Han}/u.test(words)) { this.show([]); return; }
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.from}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      if (!answer.ok) return;
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
    } catch { /* typed on, or offline: the button still searches */ }
  }

  show(found) {
    this.list.replaceChildren(...found);
    this.list.hidden = !this.list.childElementCount;
  }

  walk(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.list.hidden = true;
      this.field.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...this.list.querySelectorAll("a")];
    if (!step || this.list.hidden || !links.length) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + step;
    (at < 0 ? this.field : links[Math.min(at, links.length - 1)]).focus();
  }
}
customElements.define("find-answers", FindAnswers);
