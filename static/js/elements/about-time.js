/** <about-time>: its line for words becomes the browser's picker of day and time, with a button back to words.
    Who does not know the minute writes "yesterday at noon"; words that were typed or brought back stay words.
    data-unsure, data-exact: the button's two names. Without a script the line takes both. */
const PICKED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/;

class AboutTime extends HTMLElement {
  connectedCallback() {
    this.watch ??= new MutationObserver(() => this.ready());   // a form drawn anew takes type and button away
    this.ready();
    this.watch.observe(this, { subtree: true, childList: true, attributeFilter: ["type"] });
  }

  disconnectedCallback() { this.watch.disconnect(); }

  get input() { return this.querySelector("input"); }

  ready() {
    const { input } = this;
    if (!input) return;
    if (!this.button?.isConnected) this.build(input);
    const isWords = this.isUnsure || (input.value !== "" && !PICKED.test(input.value)), type = isWords ? "text" : "datetime-local";
    if (input.type !== type) this.become(type);
    this.button.textContent = isWords ? this.dataset.exact : this.dataset.unsure;
    this.watch.takeRecords();
  }

  build(input) {
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    Object.assign(this.button.dataset, { kind: "quiet", size: "s" });
    this.button.setAttribute("aria-controls", input.id);
    this.button.addEventListener("click", () => this.turn());
    this.append(this.button);
  }

  /** The same moment, as the other kind of box writes it. */
  become(type) {
    const { input } = this, said = input.value;
    input.type = type;
    input.value = said.replace(PICKED, type === "text" ? "$1 $2" : "$1T$2");
  }

  turn() {
    const { input } = this, wasWords = input.type === "text", kept = this.kept ?? "";
    this.kept = wasWords && !PICKED.test(input.value) ? input.value : "";
    if (this.kept) input.value = "";   // no picker shows it
    this.isUnsure = !wasWords;
    this.ready();
    if (!wasWords && !input.value) input.value = kept;
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    input.focus();
  }
}
customElements.define("about-time", AboutTime);
