/** <keep-draft name="…">: what is typed in the form inside stays on this device until it was sent, without its secrets.
    data-done: it was sent, forget it. data-also: a second name to look under (a guest who has signed in since). */
import { mask, ready } from "../lib/shield.js";

const LASTS = 2 * 24 * 3600 * 1000;   // ms; then it is forgotten
const EXPLAINED = new Set([409, 429]);   // these come with the form and the reason
const TYPED = "textarea[name], select[name], input[name]:not([type=hidden], [type=file], [type=password])";

function load(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(`draft:${name}`));
    return kept && Date.now() - kept.at < LASTS ? kept : null;
  } catch { return null; }
}

function forget(name) {
  try { localStorage.removeItem(`draft:${name}`); } catch { /* nothing was kept */ }
}

class KeepDraft extends HTMLElement {
  connectedCallback() {
    const name = this.getAttribute("name");
    if (this.hasAttribute("data-done")) { forget(name); if (this.dataset.also) forget(this.dataset.also); return; }
    this.addEventListener("input", () => this.soon());
    this.addEventListener("change", event => event.isTrusted && this.soon());
    addEventListener("pagehide", () => this.late && this.save());
    this.addEventListener("htmx:beforeSwap", event => { if (EXPLAINED.has(event.detail.xhr.status)) event.detail.shouldSwap = true; });
    this.addEventListener("htmx:responseError", event => this.refused(event));
    this.addEventListener("htmx:sendError", () => this.tell(this.dataset.unsent));
    this.restore(load(name) ?? (this.dataset.also ? load(this.dataset.also) : null));
  }

  get fields() { return [...this.querySelectorAll(TYPED)]; }
  get key() { return this.querySelector("input[name=key]"); }

  soon() {
    clearTimeout(this.late);
    this.late = setTimeout(async () => { await Promise.all(this.fields.map(field => ready(field.value))); this.save(); }, 500);
  }

  save() {
    this.late = 0;
    const typed = Object.fromEntries(this.fields.filter(field => field.value).map(field => [field.name, mask(field.value).text]));
    const kept = { at: Date.now(), key: this.key?.value, typed };
    try { localStorage.setItem(`draft:${this.getAttribute("name")}`, JSON.stringify(kept)); } catch { return; }
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false }).format();
    this.tell(this.dataset.saved.replace("{time}", time));
  }

  restore(kept) {
    const empty = kept ? this.fields.filter(field => !field.value && kept.typed[field.name]) : [];
    if (!empty.some(field => field.matches("textarea"))) return;
    for (const field of empty) field.value = kept.typed[field.name];
    const chosen = empty.find(field => field.matches("select"));   // what depends on it follows, once everything is loaded
    if (chosen) addEventListener("load", () => chosen.dispatchEvent(new Event("change", { bubbles: true })));
    if (this.key && kept.key) this.key.value = kept.key;   // sent already, and the answer got lost? then it is heard once
    this.tell(this.dataset.restored, this.dataset.forget, () => {
      for (const name of [this.getAttribute("name"), this.dataset.also]) if (name) forget(name);
      location.reload();
    });
  }

  /** An answer that is no form again (too large, stale, broken): send it the plain way, so that its page is seen. The key makes that safe. */
  refused(event) {
    if (!EXPLAINED.has(event.detail.xhr.status) && event.detail.elt.matches("form")) HTMLFormElement.prototype.submit.call(event.detail.elt);
  }

  tell(words, action, then) {
    const room = this.querySelector("[data-draft-state]");
    if (!room) return;
    room.textContent = words;
    if (!action) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: action });
    Object.assign(button.dataset, { kind: "quiet", size: "s" });
    button.addEventListener("click", then);
    room.append(" ", button);
  }
}
customElements.define("keep-draft", KeepDraft);
