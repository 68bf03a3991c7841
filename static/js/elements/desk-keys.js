/** Shortcuts of one letter; they rest while somebody types or a dialog is open, and can be switched off. */
const WAIT_FOR_SECOND = 1_000;   // ms after "g"
const SETTING = "desk-single-keys";

const $ = selector => document.querySelector(selector);
const submit = selector => $(selector)?.requestSubmit();
const speak = kind => $("desk-composer")?.speak(kind);

function step(by) {
  const links = [...document.querySelectorAll(".queue-subject")];
  const at = links.findIndex(link => link === document.activeElement);
  const from = at >= 0 ? at : links.findIndex(link => link.hasAttribute("aria-current"));
  links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
}

function toMe() {
  if ($("#claim")) { submit("#claim"); return; }
  const form = $("#assign");
  if (!form?.dataset.me) return;
  form.elements.to.value = form.dataset.me;
  form.requestSubmit();
}

const KEYS = {
  n: () => submit("#take-next"),
  j: () => step(1),
  k: () => step(-1),
  r: () => speak("reply"),
  i: () => speak("note"),
  e: () => submit("#resolve"),
  a: toMe,
  "/": () => $("#find-q")?.focus(),
  "?": () => $("#shortcuts").showModal(),
};
const AFTER_G = { q: () => $("#view-next")?.click(), m: () => $("#view-mine")?.click() };

class DeskKeys extends HTMLElement {
  connectedCallback() {
    for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
    const box = $("#single-keys");
    box.checked = this.on;
    box.addEventListener("change", () => { try { localStorage.setItem(SETTING, box.checked ? "on" : "off"); } catch { /* this page only */ } this.off = !box.checked; });
    document.addEventListener("keydown", event => this.press(event));
  }

  get on() {
    if (this.off !== undefined) return !this.off;
    try { return localStorage.getItem(SETTING) !== "off"; } catch { return true; }
  }

  press(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing) { if (event.key === "Escape" && typing.matches(".composer-text")) typing.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
    if (!this.on || $("dialog[open]")) return;
    const second = performance.now() - (this.g ?? -WAIT_FOR_SECOND) < WAIT_FOR_SECOND;
    const act = (second ? AFTER_G : KEYS)[event.key];
    this.g = !second && event.key === "g" ? performance.now() : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }
}

customElements.define("desk-keys", DeskKeys);
