/** <kept-words names="…" from="…">: on a page that refused what was sent, says that the words are kept, and only when
    they are. What [data-unless-kept] says instead is hidden then. */
import * as here from "../lib/drafts/here.js";
import { there } from "../lib/drafts/there.js";

class KeptWords extends HTMLElement {
  async connectedCallback() {
    const house = there(this.getAttribute("from"), { owner: "", form: () => null });
    this.hidden = !here.all(this.getAttribute("names").split(" ")).length && !(await house.all())?.drafts.length;
    for (const other of document.querySelectorAll("[data-unless-kept]")) other.hidden = !this.hidden;
  }
}
customElements.define("kept-words", KeptWords);
