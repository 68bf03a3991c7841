/** <board-clock data-since data-words="waits %s">: how long somebody waits or is silent, counted on while the page is open;
    "typing…" while they write. The page says the moment it began, so nothing is counted without a script. */
const STILL_AFTER = 6_000;   // ms without a sign, and nobody types any more

const two = number => String(number).padStart(2, "0");

/** 0:07 · 1:40 · 1:02:03 */
function spoken(seconds) {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

class BoardClock extends HTMLElement {
  static observedAttributes = ["data-since", "data-words"];

  connectedCallback() {
    this.ending = new AbortController();
    document.addEventListener("board:typing", event => event.detail.chat === this.dataset.chat && this.types(event.detail.on), { signal: this.ending.signal });
    this.clock = setInterval(() => this.tell(), 1_000);
    this.tell();
  }

  disconnectedCallback() {
    this.ending.abort();
    clearInterval(this.clock);
  }

  attributeChangedCallback() { if (this.isConnected) this.tell(); }

  types(on) {
    this.still = on ? Date.now() + STILL_AFTER : 0;
    this.tell();
  }

  tell() {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(this.dataset.since)) / 1000));
    const words = this.still > Date.now() ? this.dataset.writes : this.dataset.words.replace("%s", spoken(seconds));
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("board-clock", BoardClock);
