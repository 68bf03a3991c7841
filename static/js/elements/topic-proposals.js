/** <topic-proposals data-for="id">: a press on a proposal chooses it in that select, without leaving the page. */
class TopicProposals extends HTMLElement {
  connectedCallback() {
    this.arm();
    this.addEventListener("click", event => { const button = event.target.closest("button[value]"); if (button) this.take(button.value); });
    new MutationObserver(() => this.arm()).observe(this, { childList: true, subtree: true, attributeFilter: ["type"] });
  }

  /** Not for Enter in another field: the first button that sends a form is pressed by that. */
  arm() { for (const button of this.querySelectorAll("button[value]:not([type=button])")) button.type = "button"; }

  take(slug) {
    const select = document.getElementById(this.dataset.for);
    select.value = slug;
    for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
    select.focus();   // the button goes; its field says what was chosen
  }
}

customElements.define("topic-proposals", TopicProposals);
