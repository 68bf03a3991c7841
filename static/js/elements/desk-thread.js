/** The conversation: fetches exactly the gap when something happened, keeps its place. */
import { emit, mend, openTicket, part } from "./desk-parts.js";

const TICK = 30_000;                                       // ms
const WORDS = new Set(["received", "replied", "noted"]);   // events that change no form above them
const NEAR_THE_END = 80;                                   // px

class DeskThread extends HTMLElement {
  connectedCallback() {
    this.log = this.querySelector("#talk-log");
    this.newer = this.querySelector(".talk-newer");
    this.ending = new AbortController();
    const { signal } = this.ending;
    const mine = act => event => event.detail?.ticket === Number(this.dataset.ticket) && act(event.detail);
    document.addEventListener("desk:event", mine(frame => this.catchUp(WORDS.has(frame.kind))), { signal });
    document.addEventListener("desk:delivery", mine(frame => this.sayAgain(frame.seq)), { signal });
    document.addEventListener("desk:poll", () => this.catchUp(), { signal });
    this.addEventListener("htmx:afterRequest", event => event.detail.requestConfig?.verb === "post" && this.catchUp());
    this.log.addEventListener("scroll", () => { this.following = this.atEnd; if (this.following) this.newer.hidden = true; }, { passive: true });
    this.room = new ResizeObserver(() => this.following && this.toEnd());   // a keyboard opens, the composer grows
    this.room.observe(this.log);
    this.newer.addEventListener("click", () => this.hasLater ? this.dispatchEvent(new Event("desk:newest")) : this.toEnd());
    this.clock = setInterval(() => document.hidden || this.catchUp(), TICK);
    if (!/[?&](before|at)=/.test(location.search)) this.toEnd();
    emit("say", { open: Number(this.dataset.ticket) });
  }

  disconnectedCallback() {
    this.ending.abort();
    this.room.disconnect();
    clearInterval(this.clock);
    if (!openTicket()) emit("say", { open: null });   // another may stand here already
  }

  get atEnd() { return !this.hasLater && this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END; }
  get hasLater() { return Boolean(this.log.querySelector(".talk-later")); }
  get last() { return Math.max(0, ...[...this.log.querySelectorAll("[data-seq]")].map(line => Number(line.dataset.seq))); }
  address(name, seq) { return this.dataset[name].replace(/\/0\/$/, `/${seq}/`); }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.following = this.newer.hidden = true;
  }

  /** Head and gap, one question at a time; what is asked meanwhile is asked once more at the end. */
  async catchUp(brief = false) {
    this.brief = brief && this.brief !== false;
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    try {
      do {
        const head = this.brief ? "?brief" : "";
        this.again = false;
        this.brief = undefined;
        await Promise.all([this.fetchGap(), this.fetchHead(head)]);
      } while (this.again && this.isConnected);
    } catch (trouble) {
      if (trouble.status === 404 && this.isConnected) location.assign(location.pathname.replace(/tickets\/.*/, ""));
    } finally { this.asking = false; }
  }

  async fetchHead(brief) {
    const parts = await part(this.dataset.head + brief);
    if (!parts || !this.isConnected || document.querySelector("#talk-head .htmx-request")) return;   // its form would be gone before its answer: that asks again
    for (const id of ["talk-head", "who-body"]) mend(document.getElementById(id), parts.getElementById(id));
  }

  /** Exactly the gap; while later lines are still to be fetched, what is new comes behind them. */
  async fetchGap() {
    if (this.hasLater) { this.newer.hidden = false; return; }
    const { last } = this, gap = await part(this.address("after", last));
    if (!gap || !this.isConnected || this.hasLater || this.last !== last) return;   // another stretch stands here now
    const follow = this.atEnd;
    const fresh = [...gap.children].filter(line => !line.id || !document.getElementById(line.id));
    if (!fresh.length) return;
    this.log.append(...fresh);
    window.htmx.process(this.log);
    if (follow || fresh.at(-1).dataset.from) this.toEnd();
    else this.newer.hidden = false;
  }

  async sayAgain(seq) {
    const said = await part(this.address("said", seq)).catch(() => null);
    if (said && this.isConnected) mend(this.querySelector(`#line-${seq}`), said.querySelector(`#line-${seq}`));
  }
}

customElements.define("desk-thread", DeskThread);
