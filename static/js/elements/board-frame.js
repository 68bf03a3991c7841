/** <board-frame data-chat>: a desk conversation in a column of the board. It tells the board what it hears, by messages of our
    own origin alone; where the desk would lead this page elsewhere, the board is told instead. */
const tell = said => window.parent.postMessage({ board: said }, location.origin);

class BoardFrame extends HTMLElement {
  connectedCallback() {
    const chat = this.dataset.chat;
    document.addEventListener("desk:typing", ({ detail }) => detail.who === "customer" && String(detail.ticket) === chat && tell({ chat, typing: detail.on }));
    document.addEventListener("desk:event", ({ detail }) => String(detail.ticket) === chat && tell({ chat, moved: true }));
    document.addEventListener("htmx:beforeOnLoad", event => this.leads(event));
    document.addEventListener("htmx:beforeHistoryUpdate", event => { event.detail.history.type = ""; });   // the board's address stays
    document.addEventListener("htmx:afterSwap", () => this.turned());
    document.addEventListener("focusin", () => tell({ chat, used: true }));
    for (const [id, by] of [["chat-next", 1], ["chat-before", -1]]) {
      document.getElementById(id).addEventListener("click", () => tell({ chat, turn: by }));
    }
  }

  /** To the sign-in goes the whole window; from a chat that went to others only this column. */
  leads(event) {
    const away = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!away) return;
    event.preventDefault();
    if (away.includes("/login/")) window.top.location.assign(away);
    else tell({ chat: this.dataset.chat, moved: true });
  }

  /** "Send, then the next" brought another ticket: it has a column or a page of its own. */
  turned() {
    const thread = document.querySelector("desk-thread");
    if (!thread || thread.dataset.ticket === this.dataset.chat) return;
    tell({ chat: this.dataset.chat, moved: true });
    location.reload();
  }
}

customElements.define("board-frame", BoardFrame);
