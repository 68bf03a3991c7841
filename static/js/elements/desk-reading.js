/** <desk-reading>: where somebody is in a long conversation. Earlier and later lines come by themselves and what is being read
    stays where it is; a line stands before what is new; #line-7 leads to a line wherever it lies; and how far it was read is kept. */
import { part } from "./desk-parts.js";

const AHEAD = "800px 0px", SETTLED = 1_200;   // before the end of what is there; ms somebody must have looked
const MANY = 120;   // lines
const ASKED = /^#(?:line|m)-(\d{1,9})$/;
const LINKS = ".talk-earlier, .talk-later";

class DeskReading extends HTMLElement {
  connectedCallback() {
    this.thread = this.closest("desk-thread");
    this.log = this.thread.querySelector("#talk-log");
    this.news = this.querySelector(".talk-news");
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.near = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(one => this.more(one.target)), { root: this.log, rootMargin: AHEAD });
    this.grown = new MutationObserver(() => this.look());
    this.thread.addEventListener("htmx:beforeSwap", event => event.detail.target.matches(LINKS) && this.stay(), { signal });
    this.thread.addEventListener("desk:newest", () => this.replace(this.dataset.newest).then(() => this.thread.toEnd()), { signal });
    addEventListener("hashchange", () => this.follow(), { signal });
    for (const [what, on] of [["scroll", this.log], ["visibilitychange", document]]) on.addEventListener(what, () => this.settle(), { signal, passive: true });
    this.news?.addEventListener("click", event => { event.preventDefault(); this.jump(this.dataset.first); }, { signal });
    this.look();
    this.begin();
    this.grown.observe(this.log, { childList: true });
  }

  disconnectedCallback() {
    this.ending.abort();
    this.near.disconnect();
    this.grown.disconnect();
    clearTimeout(this.soon);
  }

  line(seq) { return this.log.querySelector(`[data-seq="${Number(seq)}"]`); }
  get asked() { return ASKED.exec(location.hash)?.[1]; }

  /** At the line that was asked for, else at what is new, else at the end, where the thread is already. */
  begin() {
    const mark = this.log.querySelector(".news");
    if (this.asked) this.jump(this.asked);
    else if (mark) { mark.scrollIntoView({ block: "start" }); this.thread.following = this.thread.atEnd; }
    else if (this.news) this.news.hidden = false;
    this.settle();
  }

  /** After lines came: the line before what is new, each day named once, and links to watch. */
  look() {
    const first = this.dataset.first && this.line(this.dataset.first);
    if (first && !this.log.querySelector(".news")) {
      first.before(this.querySelector("template").content.cloneNode(true));
      this.news.hidden = true;
    }
    const days = new Set();
    for (const day of this.log.querySelectorAll("[data-day]")) {
      if (days.has(day.dataset.day)) day.remove();
      days.add(day.dataset.day);
    }
    this.spare();
    this.near.disconnect();
    for (const link of this.log.querySelectorAll(LINKS)) this.near.observe(link);
    this.settle();
  }

  /** Many lines cost what few do: what is out of sight is not drawn, and keeps the height it had. */
  spare() {
    if (this.log.childElementCount < MANY) return;
    const fresh = [...this.log.querySelectorAll("[data-seq]:not([data-tall])")].map(line => [line, line.offsetHeight]);
    for (const [line, height] of fresh) {
      line.style.setProperty("--tall", `${height}px`);
      line.dataset.tall = "";
    }
  }

  more(link) {
    if (!link.isConnected || link.dataset.asked) return;
    link.dataset.asked = "";
    window.htmx.ajax("GET", link.getAttribute("hx-get"), { source: link, target: link, swap: "outerHTML show:none" });
  }

  /** What is in sight stays there, whatever comes in above; who stood on the link stands in the log. */
  stay() {
    const top = this.log.getBoundingClientRect().top;
    const seen = [...this.log.querySelectorAll("[data-seq]")].find(line => line.getBoundingClientRect().bottom > top);
    const was = seen?.getBoundingClientRect().top;
    if (this.log.querySelector(LINKS) === document.activeElement) this.log.focus({ preventScroll: true });
    this.quietly();
    const wait = new MutationObserver(() => {
      wait.disconnect();
      if (seen?.isConnected) this.log.scrollTop += seen.getBoundingClientRect().top - was;
    });
    wait.observe(this.log, { childList: true });
  }

  /** Lines that are only fetched are not read out. */
  quietly() {
    this.log.setAttribute("aria-live", "off");
    setTimeout(() => this.log.removeAttribute("aria-live"), 1_000);
  }

  follow() { if (this.asked) this.jump(this.asked); }

  async jump(seq) {
    if (!this.line(seq) && !await this.replace(this.dataset.near.replace(/\/0\/$/, `/${seq}/`))) return;
    const line = this.line(seq) ?? [...this.log.querySelectorAll("[data-seq]")].find(one => Number(one.dataset.seq) >= Number(seq));
    if (!line) return;
    if (line.matches("details")) line.open = true;
    line.scrollIntoView({ block: "center" });
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    this.thread.following = this.thread.atEnd;
  }

  /** Another stretch in place of this one; false when there was none to have. */
  async replace(url) {
    const lines = await part(url).catch(() => null);
    if (!lines || !this.isConnected) return false;
    this.quietly();
    this.log.replaceChildren(lines);
    window.htmx.process(this.log);
    this.thread.newer.hidden = !this.thread.hasLater;
    this.look();
    return true;
  }

  /** How far somebody has looked for a moment: the last line in sight of a page in sight. */
  settle() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.read(), SETTLED);
  }

  read() {
    const end = this.log.getBoundingClientRect().bottom;
    const seen = [...this.log.querySelectorAll("[data-seq]")].findLast(line => line.getBoundingClientRect().top < end);
    const seq = Number(seen?.dataset.seq ?? 0);
    if (document.hidden || !this.log.offsetHeight || seq <= (this.told ?? -1)) return;
    this.told = seq;
    const body = new URLSearchParams({ seq, csrfmiddlewaretoken: this.querySelector("[name=csrfmiddlewaretoken]").value });
    fetch(this.dataset.read, { method: "POST", body, keepalive: true }).catch(() => { this.told = -1; });
  }
}

customElements.define("desk-reading", DeskReading);
