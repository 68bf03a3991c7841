/** <guard-secrets>: what is typed, pasted or sent inside loses its secrets on this device, and the writer is told at once.
    <template data-banner> is the telling, <template data-kind="seed"> what to do about one kind. */
import { mask } from "../lib/shield.js";

const TYPED = "textarea, input[type=text], input[type=search], input:not([type])";

class GuardSecrets extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", event => this.look(event.target));
    this.addEventListener("paste", event => setTimeout(() => this.look(event.target)));
    this.addEventListener("submit", () => { for (const field of this.querySelectorAll(TYPED)) this.look(field); }, true);
  }

  look(field) {
    if (!field.matches?.(TYPED) || !field.value) return;
    const found = mask(field.value);
    if (!found.kinds.length) return;
    field.value = found.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(field.closest(".field") ?? field, found.kinds);
  }

  tell(place, kinds) {
    const told = new Set([...(place.querySelector("[data-hidden-kinds]")?.dataset.hiddenKinds ?? "").split(" "), ...kinds].filter(Boolean));
    place.querySelector("[data-hidden-kinds]")?.remove();
    const banner = this.querySelector("template[data-banner]").content.firstElementChild.cloneNode(true);
    banner.dataset.hiddenKinds = [...told].join(" ");
    for (const kind of told) {
      const words = this.querySelector(`template[data-kind="${kind}"]`)?.content.textContent;
      if (words) banner.querySelector(".stack").append(Object.assign(document.createElement("p"), { textContent: words }));
    }
    place.append(banner);
  }
}
customElements.define("guard-secrets", GuardSecrets);
