/** <desk-jotting>: the words of its form rest with the house too, so that another device, or a colleague, can go on.
    What the browser keeps comes first; an empty box takes what the house has. */
import { mask } from "../lib/shield.js";

const AFTER = 1_500;   // ms of stillness

class DeskJotting extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.text = this.form.querySelector(".composer-text");
    this.box = this.querySelector("[data-share]");
    this.ending = new AbortController();
    this.text.addEventListener("input", () => this.wrote(), { signal: this.ending.signal });
    this.form.addEventListener("submit", () => clearTimeout(this.clock), { signal: this.ending.signal });
    this.box.addEventListener("change", event => { event.stopPropagation(); this.share(); });
    addEventListener("pagehide", () => this.clock && this.save({ keepalive: true }), { signal: this.ending.signal });
    this.restore();
  }

  disconnectedCallback() {
    this.ending.abort();
    if (this.clock) clearTimeout(this.clock);
  }

  wrote() {
    this.hidden = !this.text.value.trim();
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.save(), AFTER);
  }

  async restore() {
    const answer = await fetch(this.dataset.url).catch(() => null);
    if (!answer?.ok || !this.isConnected) return;
    const { body, shared } = await answer.json();
    this.box.checked = shared;
    if (body && !this.text.value) {
      this.text.value = body;
      this.text.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.hidden = !this.text.value.trim();
  }

  send(said, more = {}) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value, ...said });
    return fetch(this.dataset.url, { method: "POST", body, ...more }).catch(() => null);
  }

  save(more) {
    clearTimeout(this.clock);
    this.clock = 0;
    return this.send({ body: mask(this.text.value).text, key: this.form.elements.key.value }, more);
  }

  async share() {
    await this.save();
    await this.send({ shared: this.box.checked ? "on" : "off" });
  }
}

customElements.define("desk-jotting", DeskJotting);
