/** <copy-text data-value="…" data-label="Copy" data-copied="Copied">: a button that copies an id, and says that it did. */
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstElementChild) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: this.dataset.label });
    Object.assign(button.dataset, { kind: "quiet", size: "s" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.dataset.value);
      button.textContent = this.dataset.copied;
      clearTimeout(this.back);
      this.back = setTimeout(() => { button.textContent = this.dataset.label; }, 2000);   // ms
    });
    this.setAttribute("role", "status");
    this.append(button);
  }
}
customElements.define("copy-text", CopyText);
