/** <keep-draft name="…">: what is typed in the form inside is kept, in this browser and at the house, until it was sent.
    Without its secrets, each text under the key it will be sent with. data-also: a second name to look under (a guest
    who has signed in since). data-done: the text `data-key` was sent as `data-reference`, forget it everywhere.
    The words and the address are those of templates/tickets/_drafts.html. */
import { Fields } from "../lib/drafts/fields.js";
import * as here from "../lib/drafts/here.js";
import { Keeper } from "../lib/drafts/keeper.js";
import { news } from "../lib/drafts/news.js";
import { Notes } from "../lib/drafts/notes.js";
import { contains, hasWords, newKey, print, related, same, settled, swallowed } from "../lib/drafts/texts.js";
import { there } from "../lib/drafts/there.js";
import { toast } from "../lib/toast.js";

const SOON = 500, THEN = 2000;   // ms of stillness: until this browser keeps it, until the house does
const EXPLAINED = new Set([409, 429]);   // these come with the form and the reason

class KeepDraft extends HTMLElement {
  connectedCallback() {
    if (this.names) return;
    this.names = [this.getAttribute("name"), this.dataset.also].filter(Boolean);
    this.news = news(({ sent, reference, words }) => this.learn({ [sent]: reference }, words));
    if (this.hasAttribute("data-done")) { this.done(this.dataset); return; }
    const room = this.querySelector("[data-draft-notes]"), form = () => this.form;
    this.words = room.dataset;
    this.owner = room.dataset.owner;
    this.notes = new Notes(this, room);
    this.fields = new Fields(this, room.dataset.fields.split(" "));
    this.house = there(room.dataset.from, { owner: this.owner, form });
    this.keeper = new Keeper({ names: this.names, fields: this.fields, house: this.house, form, tell: told => this.heard(told) });
    this.theirs = [];   // unsent texts the house told us of
    this.listen();
    this.begin();
  }

  get form() { return this.querySelector("form"); }

  listen() {
    this.addEventListener("input", () => this.changed());
    this.addEventListener("change", event => event.isTrusted && this.changed());
    this.addEventListener("submit", event => this.sending(event), true);
    addEventListener("pagehide", () => this.isLate && this.save({ last: true }));
    addEventListener("pageshow", event => event.persisted ? this.back() : this.recognise());
    addEventListener("online", () => this.back());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.back());
    this.addEventListener("htmx:beforeSwap", event => { if (EXPLAINED.has(event.detail.xhr.status)) event.detail.shouldSwap = true; });
    this.addEventListener("htmx:responseError", event => event.detail.elt === this.form && this.refused(event.detail.xhr.status));
    this.addEventListener("htmx:sendError", event => event.detail.elt === this.form && this.unanswered());
    document.addEventListener("htmx:afterSettle", () => this.redrawn());
  }

  changed() {
    this.isTouched = this.isLate = true;
    this.waitNoMore();
    this.notes.unsent("");
    this.notes.beside(this.words.saving);
    this.soon = setTimeout(async () => { await this.fields.ready(); this.keeper.keepHere(); }, SOON);
    this.then = setTimeout(() => this.save(), THEN);
  }

  waitNoMore() { clearTimeout(this.soon); clearTimeout(this.then); }

  save(how) {
    this.waitNoMore();
    this.isLate = false;
    return this.keeper.save(how);
  }

  heard(told) {
    if (told.kept) this.notes.state(this.keeper.isHere, this.keeper.isThere, told.reason);
    if (told.emptied) this.notes.beside("");
    if (told.sent) this.learn({ [told.sent]: told.reference });
    if (told.parted?.key) this.theirs = [...this.theirs.filter(one => one.key !== told.parted.key), this.house.dated(told.parted)];
    if (told.parted) this.settle();
    if ("strange" in told) this.strange(told.strange);
  }

  // Finding again

  begin() {
    this.lastKey = this.keeper.key;
    this.isRendered = [...this.querySelectorAll("textarea")].some(field => field.defaultValue);
    this.notes.beside(this.words.promise);
    this.recognise();
    this.ask();
  }

  /** What the browser put into the form by itself, on the way back, is known again: it may have been sent. */
  recognise() {
    const sent = !this.isTouched && this.fields.broughtBack && here.sentAs(print(this.fields.read()));
    if (sent) { this.keeper.anew(sent[0]); this.isTouched = true; this.tellSent(sent[1].reference); }
    this.settle();
  }

  /** Ask the house what else is unsent, and what was sent. */
  async ask() {
    const list = await this.house.all();
    if (!list) return;
    if (this.owner && list.owner !== this.owner) { this.strange(list.owner); return; }
    this.theirs = list.drafts.filter(one => !one.revision.startsWith(`${this.keeper.page}-`));
    for (const one of this.theirs) if (here.gone(one.key)) this.house.forget(one.key);   // deleted while the house was away
    this.keeper.meet(this.theirs);
    this.learn(list.sent);
    this.settle();
    if (this.keeper.isHere && !this.keeper.isThere && !list.drafts.some(one => one.key === this.keeper.key)) this.save();
  }

  /** Put the one unsent text into a form nobody has touched, writing over nothing; offer whatever is left. */
  settle() {
    const found = [...here.all(this.names), ...this.theirs].filter(one => !here.gone(one.key)), texts = settled(found);
    const screen = this.fields.read(), isOnScreen = one => one.key === this.keeper.key && related(one.typed, this.fields.read());
    const mine = texts.find(isOnScreen);
    if (!this.isTouched && !this.isRendered) {
      if (mine && hasWords(screen)) { if (!same(mine.typed, screen)) this.putIn(mine, { over: true }); }
      else if (texts.length === 1 && contains(texts[0].typed, screen) && !this.isElsewhere(texts[0].typed)) this.putIn(texts[0]);
    }
    const now = this.fields.read();
    this.notes.offer(texts.filter(one => !isOnScreen(one) && !contains(now, one.typed)), {
      below: now, use: text => this.use(text), drop: text => this.drop(text),
    });
    for (const key of swallowed(found, texts)) if (key !== this.keeper.key) this.keeper.remove(key);
  }

  /** Whether somebody just followed a link to another topic than the text is about: then it is offered, not put in. */
  isElsewhere({ topic }) {
    const chosen = new URLSearchParams(location.search).get("topic"), [came] = performance.getEntriesByType("navigation");
    return Boolean(chosen && topic && chosen !== topic) && came?.type === "navigate";
  }

  putIn(text, { over = false } = {}) {
    const before = this.fields.read();
    this.keeper.adopt(text, this.theirs);
    this.lastKey = text.key;
    this.fields.fill(text.typed, { over });
    if (!same(before, this.fields.read())) this.notes.tell("restored", this.words.restored, [[this.words.forget, () => this.afresh()]]);
  }

  /** Another text into the form; the one that stands there is kept first. */
  async use(text) {
    await this.save();
    const isTwin = text.key === this.keeper.key;   // two readings of one text: from here on they are two
    this.isTouched = true;
    for (const kind of ["restored", "sent"]) this.notes.clear(kind);
    this.keeper.adopt(isTwin ? { ...text, key: newKey(), revision: "" } : text, this.theirs);
    this.lastKey = this.keeper.key;
    this.fields.fill(text.typed, { over: true });
    this.settle();
    this.form.querySelector("textarea")?.focus();
    await this.save();
  }

  // Forgetting

  drop(text) {
    this.keeper.remove(text.key);
    this.theirs = this.theirs.filter(one => one.key !== text.key);
    this.settle();
    toast(this.words.dropped, { action: this.words.undo, then: () => this.use({ ...text, key: newKey(), revision: "" }) });
  }

  /** Begin with an empty form; what stood there is deleted, and can be had back for a while. */
  afresh() {
    const text = { key: this.keeper.key, typed: this.fields.read() }, isSent = this.keeper.sent.has(text.key);
    this.waitNoMore();
    this.isTouched = true;
    this.isLate = false;
    this.fields.fill({}, { over: true });
    this.keeper.anew();
    this.lastKey = this.keeper.key;
    for (const kind of ["restored", "sent"]) this.notes.clear(kind);
    this.notes.beside("");
    if (isSent) this.settle(); else this.drop(text);
    this.form.querySelector("textarea")?.focus();
  }

  // Sending

  sending(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.keeper.keepHere();
      this.notes.unsent(this.keeper.isHere ? this.words.offline : this.words.unsaved);
      return;
    }
    this.isTouched = true;
    this.notes.unsent("");
    here.going(this.keeper.key, print(this.fields.read()));
    this.save({ last: true, stay: true });
  }

  /** No answer came. It may have arrived all the same: the house knows. */
  unanswered() {
    this.notes.unsent(this.words.unsent);
    this.ask();
  }

  /** An answer that is no form again (too large, broken): send it the plain way, so that its page is seen. The key makes
      that safe. A page that was open for too long gets a fresh token first, and tries once more. */
  async refused(status) {
    if (EXPLAINED.has(status)) return;
    if (status === 403 && !this.isRenewed) {
      this.isRenewed = true;
      const list = await this.house.all();
      if (list && this.owner && list.owner !== this.owner) { this.strange(list.owner); return; }
      if (list) { this.form.requestSubmit(); return; }
    }
    HTMLFormElement.prototype.submit.call(this.form);
  }

  /** The form was drawn anew: boxes came or went, it has another key, or somebody was signed out meanwhile. */
  redrawn() {
    this.fields.moved();
    this.notes.again();
    if (this.owner && this.form.elements.email) this.strange("");
    if (this.keeper.key === this.lastKey) return;
    this.lastKey = this.keeper.key;
    this.keeper.anew(this.lastKey);
    this.save();
    this.ask();
  }

  /** The page belongs to somebody who is not signed in any more. */
  strange(owner) {
    const signIn = [this.words.signIn, `${this.words.signInAt}?next=${encodeURIComponent(location.pathname + location.search)}`];
    this.notes.tell("account", owner ? this.words.otherAccount : this.words.signedOut, owner ? [] : [signIn], "warn");
  }

  /** The page is looked at again, or the line is back. */
  back() {
    if (this.notes.reason === this.words.offline) this.notes.unsent("");
    const sent = here.gone(this.keeper.key);
    if (sent?.reference) this.learn({ [this.keeper.key]: sent.reference }, sent.print);
    else if (this.keeper.isHere && !this.keeper.isThere) this.save();
    this.ask();
  }

  /** Texts that were sent, {key: reference}, are forgotten; whoever still has one on the screen is told. */
  learn(sent, words) {
    for (const [key, reference] of Object.entries(sent)) {
      const isHere = this.names.some(name => here.one(name, key)), isOnScreen = this.keeper?.key === key;
      if (isHere || isOnScreen) here.bury(key, reference);
      here.forget(this.names, key);
      if (isOnScreen && !this.keeper.sent.has(key)) this.tellSent(reference, words ?? here.gone(key)?.print);
    }
    if (!this.keeper) return;
    this.theirs = this.theirs.filter(one => !(one.key in sent));
    this.settle();
  }

  /** `words`: the print of what went out, where it is known. Other words than those are a text of their own. */
  tellSent(reference, words) {
    const typed = this.fields.read(), now = print(typed), isOther = Boolean(words) && words !== now;
    if (!isOther) this.keeper.went(this.keeper.key, now);
    if (isOther || !hasWords(typed)) this.keeper.anew();
    this.lastKey = this.keeper.key;
    if (!hasWords(typed)) return;
    const link = Object.assign(document.createElement("a"), { href: this.words.ticketAt.replace("MER-0000000", reference), textContent: reference });
    const [before, after] = (isOther ? this.words.sentOther : this.words.sent).split("{reference}");
    this.notes.clear("restored");
    this.notes.unsent("");
    this.notes.tell("sent", [before, link, after], isOther ? [] : [[this.words.anew, () => this.afresh()]], isOther ? "warn" : "good");
    this.notes.beside("");
    if (isOther) this.save();
  }

  done({ key, reference }) {
    if (!key) return;
    here.bury(key, reference);
    here.forget(this.names, key);
    this.news.tell({ sent: key, reference, words: here.gone(key)?.print });
  }
}
customElements.define("keep-draft", KeepDraft);
