/** <desk-ask>: lines of what a reply asks for. The last one filled opens another; a usual request brings how it is answered. */
class DeskAsk extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", event => event.target.matches("input") && this.wrote(event.target));
  }

  get lines() { return [...this.querySelectorAll(".ask-for-line")]; }

  wrote(box) {
    const usual = [...this.querySelectorAll("datalist option")].find(option => option.value === box.value);
    if (usual) box.closest(".ask-for-line").querySelector("select").value = usual.dataset.kind;
    const lines = this.lines, last = lines.at(-1);
    if (!last.querySelector("input").value.trim() || lines.length >= Number(this.dataset.most)) return;
    const fresh = last.cloneNode(true);
    fresh.querySelector("input").value = "";
    fresh.querySelector("select").selectedIndex = 0;
    last.after(fresh);
  }
}
customElements.define("desk-ask", DeskAsk);
