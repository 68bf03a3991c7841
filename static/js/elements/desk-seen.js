/** <seen-briefly data-seconds="60">: a hidden fact that leaves after a minute, when it is folded away, or with the page. */
class SeenBriefly extends HTMLElement {
  connectedCallback() {
    this.ending = new AbortController();
    const { signal } = this.ending;
    const over = () => this.over();
    this.timer = setTimeout(over, Number(this.dataset.seconds) * 1000);
    this.closest("details")?.addEventListener("toggle", event => event.target.open || this.over(), { signal });
    for (const leaving of ["pagehide", "htmx:beforeHistorySave"]) addEventListener(leaving, over, { signal });   // no snapshot keeps it
  }

  disconnectedCallback() {
    this.ending.abort();
    clearTimeout(this.timer);
  }

  over() {
    const around = this.closest("details"), form = this.parentElement?.querySelector("form");
    const said = Object.assign(document.createElement("p"), { className: "tiny quiet", textContent: this.dataset.over });
    said.setAttribute("role", "status");
    if (around) around.open = false;
    if (form) { form.hidden = false; form.reset(); }
    this.parentElement?.querySelectorAll("[data-gone]").forEach(old => old.remove());
    said.dataset.gone = "";
    this.replaceWith(said);
  }
}
customElements.define("seen-briefly", SeenBriefly);
