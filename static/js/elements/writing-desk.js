/** <writing-desk>: keeps unsaved words at the house, shows the preview as one types, takes pictures in, puts picks in.
    What is sent is kept in this tab until it was saved: who was signed out meanwhile finds it again after the sign-in. */
import { toast } from "../lib/toast.js";

const SOON = 900, KEEP = 2000;   // ms of stillness: until the preview follows, until the house keeps the words

class WritingDesk extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById("writing-form");
    this.body = this.form.elements.body;
    this.kept = this.form.querySelector("[data-kept]");
    this.frame = document.querySelector('iframe[name="writing-preview"]');
    this.form.addEventListener("input", event => event.target.name && this.changed());
    this.form.addEventListener("submit", event => { if (this.isTooLong()) { event.preventDefault(); event.stopImmediatePropagation(); this.body.reportValidity(); } else if (event.submitter?.hasAttribute("data-preview")) event.stopImmediatePropagation(); else { clearTimeout(this.later); this.sent = true; this.remember(); } }, true);
    this.body.addEventListener("paste", event => this.took(event, event.clipboardData));
    this.body.addEventListener("drop", event => this.took(event, event.dataTransfer));
    this.frame.addEventListener("load", () => { if (this.at) this.frame.contentWindow?.scrollTo(0, this.at); });
    for (const button of document.querySelectorAll(".writing-preview [data-width]")) button.addEventListener("click", () => this.wide(button));
    this.picker();
    this.recall();
    if (!this.isTooLong()) this.preview();
  }

  /** Whether the text is longer than a page takes; said before anything is sent, for a body of megabytes is refused unread. */
  isTooLong() {
    const { value } = this.body, most = Number(this.dataset.most);   // letters beyond the first plane count as two until there are few
    const letters = value.length > 4 * most ? value.length : [...value].length, isLong = letters > most;
    const said = isLong ? this.dataset.long.replace("%s", String(letters)) : "";
    if (this.body.validationMessage !== said) { this.body.setCustomValidity(said); if (isLong || this.wasLong) this.kept.textContent = said; }
    this.wasLong = isLong;
    return isLong;
  }

  changed() {
    clearTimeout(this.soon);
    clearTimeout(this.later);
    if (this.isTooLong()) return;
    this.soon = setTimeout(() => this.preview(), SOON);
    this.later = setTimeout(() => this.keep(), KEEP);
  }

  preview() {
    this.at = this.frame.contentWindow?.scrollY ?? 0;
    this.form.requestSubmit(this.form.querySelector("[data-preview]"));
  }

  async keep() {
    if (this.sent) return;
    let answer = null;
    try { answer = await fetch(this.dataset.unsent, { method: "POST", body: new FormData(this.form) }); } catch { /* said below */ }
    this.kept.textContent = answer?.status === 204 ? this.dataset.kept : this.dataset.lost;   // a sign-in page is an answer, too
  }

  /** The fields somebody writes in, and the text they saw: another one means that theirs was saved. */
  get words() {
    const { title, summary, body, seen } = this.form.elements;
    return { title: title.value, summary: summary.value, body: body.value, seen: seen.value };
  }

  get place() { return `writing:${document.querySelector("writing-room").dataset.me}:${location.pathname}`; }

  remember() {
    try { sessionStorage.setItem(this.place, JSON.stringify(this.words)); } catch { /* no room: the house has what it kept */ }
  }

  recall() {
    const sent = JSON.parse(sessionStorage.getItem(this.place) ?? "null"), here = this.words;
    sessionStorage.removeItem(this.place);
    if (!sent || sent.seen !== here.seen || JSON.stringify(sent) === JSON.stringify(here)) return;
    for (const name of ["title", "summary", "body"]) this.form.elements[name].value = sent[name];
    this.changed();
    toast(this.dataset.back);
  }

  wide(button) {
    for (const one of document.querySelectorAll(".writing-preview [data-width]")) one.setAttribute("aria-pressed", String(one === button));
    this.frame.parentElement.dataset.width = button.dataset.width;
  }

  put(words) {
    this.body.focus();
    this.body.setRangeText(words, this.body.selectionStart, this.body.selectionEnd, "end");
    this.changed();
  }

  /** A picture among what was pasted or dropped is kept at the house, and its name stands in the text. */
  async took(event, from) {
    const file = [...(from?.files ?? [])].find(one => one.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    const told = new FormData();
    told.set("file", file);
    told.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(this.dataset.picture, { method: "POST", body: told }), said = await answer.json();
      if (said.name) this.put(`\n\n![${this.dataset.words}](picture:${said.name})\n\n`);
      else toast(said.error);
    } catch { this.kept.textContent = this.dataset.lost; }
  }

  picker() {
    const box = this.form.querySelector(".writing-pick"), search = box.querySelector("input"), found = box.querySelector(".writing-found");
    box.hidden = false;
    const look = async () => {
      const asked = new URLSearchParams({ q: search.value, language: this.form.elements.language.value });
      const answer = await fetch(`${box.dataset.pickFrom}?${asked}`);
      if (answer.ok) found.innerHTML = await answer.text();
    };
    box.addEventListener("toggle", () => { if (box.open) { look(); search.select(); } });
    search.addEventListener("input", () => { clearTimeout(this.looking); this.looking = setTimeout(look, 200); });
    search.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
    found.addEventListener("click", event => { const button = event.target.closest("[data-put]"); if (button) { box.open = false; this.put(button.dataset.put); } });
  }
}

customElements.define("writing-desk", WritingDesk);
