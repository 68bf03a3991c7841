/** <desk-sight data-after="17">: up to which line of the open thread its reader has seen. A line that comes live counts once it
    stands in sight, while a reply is being written once it has stood there for a moment; forms of the ticket send it as `after`. */
const LONG_ENOUGH = 1_000;       // ms in sight, for eyes that are on their own words
const ENOUGH = 0.5, TALL = 0.3;  // of a line; of the window, for lines longer than it

class DeskSight extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.seen = new Set();
    this.unseen = new Map();   // seq → the clock of a line that stands in sight
    this.thread = this.closest("desk-thread");
    this.log = this.thread.querySelector("#talk-log");
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.sight = new IntersectionObserver(seen => seen.forEach(one => this.look(one)), { threshold: [0, 0.1, 0.25, ENOUGH, 1] });
    this.comes = new MutationObserver(() => this.watch());
    this.comes.observe(this.log, { childList: true, subtree: true });
    document.addEventListener("visibilitychange", () => this.watch(), { signal });
    this.thread.addEventListener("htmx:configRequest", event => this.tell(event.detail), { signal });
    this.watch();
  }

  disconnectedCallback() {
    this.ending.abort();
    this.sight.disconnect();
    this.comes.disconnect();
    this.unseen.forEach(clearTimeout);
  }

  /** Look anew at every line that came since: a page nobody sees shows nothing. */
  watch() {
    this.sight.disconnect();
    for (const line of this.log.querySelectorAll("[data-seq]")) {
      const seq = Number(line.dataset.seq);
      if (seq <= this.after || this.seen.has(seq)) continue;
      if (!this.unseen.has(seq)) this.unseen.set(seq, 0);
      this.sight.observe(line);
    }
  }

  get writes() { return Boolean(this.thread.querySelector("#form-reply .composer-text")?.value.trim()); }

  look({ target, isIntersecting, intersectionRatio, intersectionRect }) {
    const seq = Number(target.dataset.seq), clock = this.unseen.get(seq);
    if (clock === undefined) return;
    const shown = isIntersecting && !document.hidden && (intersectionRatio >= ENOUGH || intersectionRect.height >= innerHeight * TALL);
    if (shown && !clock) this.unseen.set(seq, setTimeout(() => this.saw(seq, target), this.writes ? LONG_ENOUGH : 0));
    if (!shown && clock) { clearTimeout(clock); this.unseen.set(seq, 0); }
  }

  /** Seen is what comes before the first line that was not. */
  saw(seq, line) {
    this.unseen.delete(seq);
    this.sight.unobserve(line);
    this.seen.add(seq);
    this.after = Math.max(this.after, this.unseen.size ? Math.min(...this.unseen.keys()) - 1 : Math.max(...this.seen));
    this.dataset.after = this.after;
  }

  tell({ formData }) {
    if (formData.has("after")) formData.set("after", this.after);
  }
}

customElements.define("desk-sight", DeskSight);
