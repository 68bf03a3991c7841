/** Reply and note: each keeps its own draft through reloads, Ctrl+Enter sends (with Shift: solves, then the next), colleagues and customer see that one writes.
    [data-used] lasts from the first focus until a click elsewhere, so that nothing moves away under a finger. */
import { mask } from "../lib/shield.js";
import { emit } from "./desk-parts.js";

const TELL_EVERY = 3_000, QUIET_AFTER = 5_000, SAVE_AFTER = 300;   // ms

const store = {
  get: key => { try { return sessionStorage.getItem(key) ?? ""; } catch { return ""; } },
  set: (key, words) => { try { if (words) sessionStorage.setItem(key, words); else sessionStorage.removeItem(key); } catch { /* blocked: kept on the page */ } },
};

class DeskComposer extends HTMLElement {
  connectedCallback() {
    for (const form of this.querySelectorAll("form")) this.restore(form);
    this.ending = new AbortController();
    this.addEventListener("focusin", event => { if (event.target.matches(".composer-text")) this.dataset.used = ""; });
    document.addEventListener("click", event => { if (!this.contains(event.target)) delete this.dataset.used; }, { signal: this.ending.signal });
    addEventListener("pagehide", () => this.form && this.save(this.form), { signal: this.ending.signal });
    this.addEventListener("input", event => event.target.matches(".composer-text") && this.wrote(event.target.form));
    this.addEventListener("change", event => event.target.type === "file" && this.named(event.target));
    this.addEventListener("keydown", event => this.key(event));
    this.addEventListener("click", event => {
      const tab = event.target.closest("[data-to]");
      if (!tab) return;
      event.preventDefault();
      this.speak(tab.dataset.to);
    });
    this.addEventListener("htmx:afterRequest", event => (event.detail.successful || event.detail.xhr.status === 409) && this.left(event.detail.requestConfig.elt));
    this.addEventListener("htmx:afterSettle", () => this.text?.focus());
  }

  disconnectedCallback() {
    this.ending.abort();
    clearTimeout(this.saving);
    this.quiet();
  }

  get form() { return this.querySelector(`form[data-kind="${this.dataset.kind}"]`); }
  get text() { return this.form?.querySelector(".composer-text"); }
  draft(form) { return `draft:${this.dataset.me}:${this.dataset.ticket}:${form.dataset.kind}`; }

  /** Turn to reply or note; the words of one never become the other's. */
  speak(kind) {
    if (!this.querySelector(`form[data-kind="${kind}"]`)) return;
    this.quiet();
    this.dataset.kind = kind;
    for (const tab of this.querySelectorAll("[data-to]")) tab.setAttribute("aria-selected", String(tab.dataset.to === kind));
    for (const panel of this.querySelectorAll("[role=tabpanel]")) panel.hidden = panel.id !== `say-${kind}`;
    if (!document.activeElement?.matches("[role=tab]:focus-visible")) this.text.focus();
  }

  restore(form) {
    const text = form.querySelector(".composer-text");
    if (!text.value) text.value = store.get(this.draft(form));
  }

  wrote(form) {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(form), SAVE_AFTER);
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.quiet(), QUIET_AFTER);
    if (Date.now() - (this.told ?? 0) < TELL_EVERY) return;
    this.told = Date.now();
    emit("say", { typing: form.dataset.kind });
  }

  /** A draft rests on this device without its secrets. */
  save(form) {
    if (form.isConnected) store.set(this.draft(form), mask(form.querySelector(".composer-text").value).text);
  }

  quiet() {
    clearTimeout(this.silence);
    if (this.told) emit("say", { typing: "" });
    this.told = 0;
  }

  left(form) {
    if (!form.matches("form[data-kind]")) return;
    clearTimeout(this.saving);
    store.set(this.draft(form), "");
    this.quiet();
  }

  key(event) {
    if (event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey) && event.target.matches(".composer-text")) {
      event.preventDefault();
      const { form } = event.target, all = event.shiftKey && form.querySelector("[name=then][value=solve-next]");
      if (all) all.click();   // htmx knows a button by its click
      else form.requestSubmit(form.querySelector(".composer-send"));
    }
  }

  named(input) {
    const label = input.closest("label").querySelector(".composer-files");
    label.dataset.empty ??= label.textContent;
    label.textContent = [...input.files].map(file => file.name).join(", ") || label.dataset.empty;
  }
}

customElements.define("desk-composer", DeskComposer);
