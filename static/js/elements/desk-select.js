/** Tickets chosen in the queue, to change them together: what was chosen stays so while rows come and go. */
class DeskSelect extends HTMLElement {
  picked = new Set();

  connectedCallback() {
    document.addEventListener("change", event => event.target.matches(".queue-pick") && this.pick(event.target));
    document.addEventListener("click", event => event.target.matches(".queue-pick") && this.reach(event));
    document.addEventListener("desk:rows", () => this.show());
    document.addEventListener("desk:turned", () => this.none());
    document.addEventListener("htmx:configRequest", event => this.contains(event.target) && (event.detail.parameters.ticket = [...this.picked].join(",")));
    this.addEventListener("click", event => event.target.closest("[data-none]") && this.none());
    this.show();
  }

  get boxes() { return [...document.querySelectorAll(".queue-pick")]; }

  pick(...boxes) {
    const on = boxes[0].checked;
    for (const { value } of boxes) on ? this.picked.add(value) : this.picked.delete(value);
    this.show();
  }

  /** With shift, all between the box before and this one. */
  reach({ target, shiftKey }) {
    const all = this.boxes, from = all.findIndex(box => box.value === this.last), to = all.indexOf(target);
    this.last = target.value;
    if (!shiftKey || from < 0) return;
    this.pick(target, ...all.slice(Math.min(from, to), Math.max(from, to) + 1));
  }

  none() {
    this.picked.clear();
    this.show();
  }

  show() {
    for (const part of this.querySelectorAll("[data-scripted]")) part.hidden = false;
    for (const box of this.boxes) box.checked = this.picked.has(box.value);
    this.toggleAttribute("data-any", this.picked.size > 0);
    this.querySelector("output").textContent = this.picked.size;
  }
}

customElements.define("desk-select", DeskSelect);
