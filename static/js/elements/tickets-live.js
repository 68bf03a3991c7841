/** <tickets-live>: my tickets keep up. A frame says that something moved; the page is asked again, as it is narrowed. */
import { live } from "../lib/live.js";

const SOON = 250, PARTS = ["shown", "mine"];   // ms in which several changes are one; ids that are mended

class TicketsLive extends HTMLElement {
  connectedCallback() {
    this.line = live({
      hear: frame => { if (frame.type !== "typing") this.soon(); },
      poll: () => this.again(),
      tell: state => { if (state === "live") this.soon(); },
    });
  }

  disconnectedCallback() { this.line?.close(); clearTimeout(this.waiting); }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.again(), SOON);
  }

  async again() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of PARTS) this.mend(document.getElementById(id), page.getElementById(id));
    } catch { /* offline: the next opening of the line asks again */ }
  }

  /** Only what differs is replaced; who stood on a link stands on it afterwards. */
  mend(old, fresh) {
    if (!old || !fresh || old.isEqualNode(fresh)) return;
    const here = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceWith(fresh);
    if (here) [...fresh.querySelectorAll("a")].find(link => link.getAttribute("href") === here)?.focus();
  }
}
customElements.define("tickets-live", TicketsLive);
