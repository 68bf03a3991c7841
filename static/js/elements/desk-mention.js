/** <desk-mention>: a colleague named this agent, or a reply of theirs did not leave: said at once, with the way there. */
import { toast } from "../lib/toast.js";
import { openTicket } from "./desk-parts.js";

class DeskMention extends HTMLElement {
  connectedCallback() {
    document.addEventListener("desk:mention", event => this.told(event.detail));
  }

  told({ ticket, reference, cause, name }) {
    const words = (this.dataset[cause] ?? "").replace("%(name)s", name).replace("%(reference)s", reference);
    if (!words) return;
    const there = () => location.assign(this.dataset.ticket.replace("0", ticket));
    toast(words, openTicket() === String(ticket) ? {} : { action: this.dataset.open, then: there, seconds: 30 });
  }
}

customElements.define("desk-mention", DeskMention);
