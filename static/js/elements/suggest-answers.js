/** <suggest-answers data-for="id" data-from="/help/suggest/">: articles that may already answer what is typed in that field. */
const PAUSE = 400, FEWEST = 3;   // ms of stillness, characters

class SuggestAnswers extends HTMLElement {
  connectedCallback() {
    document.getElementById(this.dataset.for)?.addEventListener("input", event => {
      clearTimeout(this.clock);
      this.clock = setTimeout(() => this.ask(event.target.value.trim()), PAUSE);
    });
  }

  async ask(words) {
    this.asking?.abort();
    if (words.length < FEWEST) { this.replaceChildren(); return; }
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.from}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal, headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      this.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    } catch { /* typed on, or offline: suggestions are only a courtesy */ }
  }
}
customElements.define("suggest-answers", SuggestAnswers);
