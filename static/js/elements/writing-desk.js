/** <writing-desk>: keeps unsaved words at the house, shows the preview as one types, takes pictures in, puts picks in.
    What is sent is kept in this tab until it was saved: who was signed out meanwhile finds it again after the sign-in.
    Each form says which window it is and what was kept when this window looked last, so that none writes over another. */
import { newKey } from "../lib/drafts/texts.js";
import { toast } from "../lib/toast.js";

const SOON = 900, KEEP = 2000;   // ms of stillness: until the preview follows, until the house keeps the words

class WritingDesk extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById("writing-form");
    this.body = this.form.elements.body;
    this.kept = this.form.querySelector("[data-kept]");
    this.elsewhere = this.form.querySelector("[data-elsewhere]");
    this.window = this.dataset.window || newKey();
    this.frame = document.querySelector('iframe[name="writing-preview"]');
    this.form.addEventListener("input", event => event.target.name && this.changed());
    this.form.addEventListener("submit", event => { if (this.isTooLong()) { event.preventDefault(); event.stopImmediatePropagation(); this.body.reportValidity(); } else if (event.submitter?.hasAttribute("data-preview")) event.stopImmediatePropagation(); else { clearTimeout(this.later); this.sent = true; this.remember(); } }, true);
    this.body.addEventListener("paste", event => this.took(event, event.clipboardData));
    this.body.addEventListener("drop", event => this.took(event, event.dataTransfer));
    this.frame.addEventListener("load", () => { if (this.at) this.frame.contentWindow?.scrollTo(0, this.at); });
    for (const button of document.querySelectorAll(".writing-preview [data-width]")) button.addEventListener("click", () => this.wide(button));
    for (const form of [this.form, ...document.querySelectorAll("form[data-unsaved]")]) form.addEventListener("formdata", ({ formData }) => { formData.set("window", this.window); formData.set("version", this.version); });
    this.elsewhere.addEventListener("click", event => event.target.closest("[data-mine]") && this.keep({ mine: true }));
    this.picker();
    this.recall();
    this.begin();
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

  /** Keep the words at the house; `mine`: also where another window typed something else, which stays beside them. */
  async keep({ mine = false } = {}) {
    if (this.sent) return;
    const said = new FormData(this.form);
    if (mine) said.set("mine", "1");
    let answer = null, told = "";
    try {
      answer = await fetch(this.dataset.unsent, { method: "POST", body: said });
      if (answer.status === 409) told = await answer.text();
    } catch { answer = null; }
    if (told) { this.held(told); return; }
    const isKept = answer?.status === 204;   // a sign-in page is an answer, too
    if (isKept) this.settled(answer, mine);
    this.kept.textContent = isKept ? this.dataset.kept : this.dataset.lost;
  }

  /** Another window typed on: said once for each of its texts where it says what is kept, with the ways out below. */
  held(told) {
    if (told === this.told) return;
    this.elsewhere.innerHTML = this.told = told;
    const sentence = this.elsewhere.querySelector("[data-told]");
    this.kept.replaceChildren(...sentence.childNodes);
    sentence.remove();
  }

  /** What the house keeps is what stands here. What another window typed stays in sight until the page goes. */
  settled(answer, isChosen) {
    this.saw((answer.headers.get("ETag") ?? "").replace(/^(W\/)?"|"$/g, ""));   // a proxy may have made it a weak one
    this.told = "";
    const button = this.elsewhere.querySelector("[data-mine]");
    if (button && !isChosen) this.elsewhere.replaceChildren();
    else if (button) { button.remove(); this.body.focus(); }
  }

  /** Words that the browser or the sign-in brought back are as old as what this tab saw then, whatever the page says. */
  begin() {
    const { title, summary, body, version } = this.form.elements;
    const isBack = [title, summary, body].some(one => one.value !== one.defaultValue);
    this.saw(isBack ? sessionStorage.getItem(`${this.place}:seen`) ?? version.value : version.value);
  }

  saw(version) {
    this.version = version;
    try { sessionStorage.setItem(`${this.place}:seen`, version); } catch { /* no room: the page's own is taken */ }
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
