/** Shortcuts of one letter; they rest while somebody types, composes or a dialog is open, can be changed and switched off. */
import { commands, remap, run } from "../lib/commands.js";

const WAIT_FOR_SECOND = 1_000;   // ms after "g"
const SETTING = "desk-single-keys";
const PANES = ["rail", "queue", "talk", "who"];

const $ = selector => document.querySelector(selector);

/** The letter somebody meant: on a keyboard without Latin letters the one that lies at its place. */
function letter({ key, code, shiftKey }) {
  if (key.length === 1 && /[!-~]/.test(key)) return key;
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place ? (shiftKey ? place : place.toLowerCase()) : "";
}

class DeskKeys extends HTMLElement {
  connectedCallback() {
    for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
    const box = $("#single-keys");
    box.checked = this.on;
    box.addEventListener("change", () => { try { localStorage.setItem(SETTING, box.checked ? "on" : "off"); } catch { /* this page only */ } this.off = !box.checked; });
    document.addEventListener("keydown", event => this.press(event));
    $("#keys-reset").addEventListener("click", () => { remap(); this.list(); });
    this.list();
  }

  get on() {
    if (this.off !== undefined) return !this.off;
    try { return localStorage.getItem(SETTING) !== "off"; } catch { return true; }
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "F6") { event.preventDefault(); this.nextPane(event.shiftKey ? -1 : 1); return; }
    const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (typing) { if (event.key === "Escape" && typing.matches(".composer-text, #find-q")) typing.blur(); return; }
    const pressed = letter(event);
    if (!pressed || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(pressed)) return;
    if (!this.on || $("dialog[open]")) return;
    this.hear(pressed, event);
  }

  hear(pressed, event) {
    const second = event.timeStamp - (this.g ?? -WAIT_FOR_SECOND) < WAIT_FOR_SECOND;
    const wanted = second ? `g ${pressed}` : pressed;
    this.g = !second && pressed === "g" ? event.timeStamp : undefined;
    const command = commands().find(({ keys, target }) => keys === wanted && target);
    if (!command) return;
    event.preventDefault();
    run(command);
  }

  /** From pane to pane, as F6 goes in windows. */
  nextPane(by) {
    const shown = PANES.map(id => document.getElementById(id)).filter(pane => pane?.offsetParent);
    const at = shown.findIndex(pane => pane.contains(document.activeElement));
    const pane = shown[(at + by + shown.length) % shown.length];
    pane?.setAttribute("tabindex", pane.getAttribute("tabindex") ?? "-1");
    pane?.focus();
  }

  /** The help shows each key as a button that asks for another. */
  list() {
    const { change } = $(".keys").dataset;
    for (const { keys, words, row } of commands()) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "kbd keys-change", textContent: keys });
      button.setAttribute("aria-label", `${keys}. ${change.replace("%s", words)}`);
      button.addEventListener("click", () => this.ask(row.dataset.command, button));
      row.lastElementChild.replaceWith(button);
    }
  }

  ask(name, button) {
    const { ask, taken } = $(".keys").dataset, said = $("#keys-said");
    said.textContent = ask;
    button.toggleAttribute("data-asks", true);
    const end = () => { button.removeAttribute("data-asks"); button.removeEventListener("keydown", hear); button.removeEventListener("blur", end); };
    const hear = event => {
      if (["Tab", "Escape", "Enter", " ", "Shift"].includes(event.key)) { if (event.key === "Escape") { event.preventDefault(); said.textContent = ""; end(); } return; }
      const pressed = letter(event);
      if (!pressed || event.isComposing) return;
      event.preventDefault();
      const other = commands().find(one => one.name !== name && one.keys.split(" ")[0] === pressed);
      if (other || pressed === "g") { said.textContent = taken.replace("%s", other ? `${pressed}: ${other.words}` : pressed); return; }
      end();
      remap(name, pressed);
      this.list();
      said.textContent = "";
      $(`[data-command="${name}"] .keys-change`).focus();
    };
    button.addEventListener("keydown", hear);
    button.addEventListener("blur", end);
  }
}

customElements.define("desk-keys", DeskKeys);
