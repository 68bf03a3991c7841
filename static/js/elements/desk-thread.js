/** The conversation: fetches exactly the gap when something happened, keeps its place, shows who else is here. */
import { emit, mend, openTicket, part } from "./desk-parts.js";

const TICK = 30_000, GONE_AFTER = 75_000, STILL_AFTER = 6_000;   // ms
const NEAR_THE_END = 80;                                         // px

class DeskThread extends HTMLElement {
  connectedCallback() {
    this.others = new Map();
    this.log = this.querySelector("#talk-log");
    this.newer = this.querySelector(".talk-newer");
    this.ending = new AbortController();
    const { signal } = this.ending;
    const mine = act => event => event.detail?.ticket === Number(this.dataset.ticket) && act(event.detail);
    document.addEventListener("desk:event", mine(() => this.catchUp()), { signal });
    document.addEventListener("desk:delivery", mine(frame => this.sayAgain(frame.seq)), { signal });
    document.addEventListener("desk:here", mine(frame => this.meet(frame)), { signal });
    document.addEventListener("desk:typing", mine(frame => this.typing(frame)), { signal });
    document.addEventListener("desk:poll", () => this.catchUp(), { signal });
    this.addEventListener("htmx:afterRequest", event => event.detail.requestConfig?.verb === "post" && this.catchUp());
    this.addEventListener("htmx:beforeSwap", event => this.keepPlace(event));
    this.log.addEventListener("scroll", () => { this.following = this.atEnd; if (this.following) this.newer.hidden = true; }, { passive: true });
    this.room = new ResizeObserver(() => this.following && this.toEnd());   // a keyboard opens, the composer grows
    this.room.observe(this.log);
    this.newer.addEventListener("click", () => this.toEnd());
    this.clock = setInterval(() => document.hidden || this.catchUp(), TICK);
    if (!new URL(location.href).searchParams.has("before")) this.toEnd();
    emit("say", { open: Number(this.dataset.ticket) });
  }

  disconnectedCallback() {
    this.ending.abort();
    this.room.disconnect();
    clearInterval(this.clock);
    clearTimeout(this.still);
    if (!openTicket()) emit("say", { open: null });   // another may stand here already
  }

  get atEnd() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END; }
  get last() { return Math.max(0, ...[...this.log.querySelectorAll("[data-seq]")].map(line => Number(line.dataset.seq))); }
  address(name, seq) { return this.dataset[name].replace(/\/0\/$/, `/${seq}/`); }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.following = this.newer.hidden = true;
  }

  /** Head and gap, one question at a time; what is asked meanwhile is asked once more at the end. */
  async catchUp() {
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    try {
      do {
        this.again = false;
        await Promise.all([this.fetchGap(), this.fetchHead()]);
      } while (this.again && this.isConnected);
    } catch (trouble) {
      if (trouble.status === 404 && this.isConnected) location.assign(location.pathname.replace(/tickets\/.*/, ""));
    } finally { this.asking = false; }
  }

  async fetchHead() {
    const parts = await part(this.dataset.head);
    if (!parts || !this.isConnected) return;
    for (const id of ["talk-head", "who-body"]) mend(document.getElementById(id), parts.getElementById(id));
  }

  async fetchGap() {
    const gap = await part(this.address("after", this.last));
    if (!gap || !this.isConnected) return;
    const follow = this.atEnd;
    const fresh = [...gap.children].filter(line => !document.getElementById(line.id));
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

  /** Earlier lines come in above: what is being read stays where it is. */
  keepPlace(event) {
    if (!event.detail.elt.matches(".talk-earlier")) return;
    const below = this.log.scrollHeight - this.log.scrollTop;
    requestAnimationFrame(() => { this.log.scrollTop = this.log.scrollHeight - below; });
  }

  meet({ by, name, on }) {
    if (String(by) === this.dataset.me) return;
    const known = this.others.has(by);
    if (on) this.others.set(by, { name, until: Date.now() + GONE_AFTER });
    else this.others.delete(by);
    if (on && !known) emit("say", { open: Number(this.dataset.ticket) });   // so that they see us too
    this.tellWhoIsHere();
  }

  typing({ by, name, who, kind, on }) {
    if (String(by) === this.dataset.me) return;
    clearTimeout(this.still);
    if (!on) { this.tellWhoIsHere(); return; }
    const words = who === "customer" ? this.dataset.customer
      : (kind === "note" ? this.dataset.notes : this.dataset.writes).replace("%s", name);
    this.tell(words);
    this.still = setTimeout(() => this.tellWhoIsHere(), STILL_AFTER);
  }

  tellWhoIsHere() {
    for (const [by, { until }] of this.others) if (until < Date.now()) this.others.delete(by);
    this.tell([...this.others.values()].map(({ name }) => this.dataset.here.replace("%s", name)).join(" "));
  }

  tell(words) {
    const here = this.querySelector("#talk-here");
    here.querySelector("span").textContent = words;
    here.hidden = !words;
  }
}

customElements.define("desk-thread", DeskThread);
