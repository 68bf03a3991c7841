/** <ask-list>: one tap gives us a file: choosing it sends it. Without a script there is a button beside the control. */
class AskList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", event => {
      if (event.target.type === "file" && event.target.files.length) event.target.form.requestSubmit();
    });
    this.addEventListener("keydown", event => {   // one line sends with Enter; Shift+Enter goes on writing
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea")) return;
      event.preventDefault();
      if (event.target.value.trim()) event.target.form.requestSubmit();
    });
  }
}
customElements.define("ask-list", AskList);
