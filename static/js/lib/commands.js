/** Commands of the desk, as the help dialog lists them: [data-command] with its keys and what on the page it does. */
const STORE = "desk-keys";

const $ = selector => document.querySelector(selector);
const rows = () => [...document.querySelectorAll("#shortcuts [data-command]")];
const kept = () => { try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; } };

/** Every command: {name, keys, words, row, target}; target is null where the page has nothing to do it with. */
export function commands() {
  const own = kept();
  return rows().map(row => {
    const { command: name, keys, does } = row.dataset;
    return { name, keys: own[name] ?? keys, words: row.querySelector(".keys-words").textContent, row, target: $(does) };
  });
}

/** Give a command other keys on this device; without a name all are as they were. */
export function remap(name, keys) {
  try {
    if (name) localStorage.setItem(STORE, JSON.stringify({ ...kept(), [name]: keys }));
    else localStorage.removeItem(STORE);
  } catch { /* no room on this device: the keys stay as they are */ }
}

function step(by) {
  const links = [...document.querySelectorAll(".queue-subject")];
  const at = links.findIndex(link => link === document.activeElement);
  const from = at >= 0 ? at : links.findIndex(link => link.hasAttribute("aria-current"));
  links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
}

/** The menu a part lies in is opened first, and its first field gets the word. */
function open(part) {
  const menu = part.closest("details");
  if (menu) menu.open = true;
  part.querySelector("select, input:not([type=hidden]), textarea, button")?.focus();
}

/** The box of the row one is at. */
const choose = () => (document.activeElement.closest?.(".queue-row") ?? $(".queue-row:has([aria-current])"))?.querySelector(".queue-pick")?.click();

const SPECIAL = {
  down: () => step(1),
  up: () => step(-1),
  select: choose,
  reply: () => $("desk-composer")?.speak("reply"),
  note: () => $("desk-composer")?.speak("note"),
  assign(form) {
    if (form.id === "assign") open(form);   // somebody has it: whose it shall be is chosen
    else form.requestSubmit();
  },
  topic: open,
};

/** Do it, if the page can. */
export function run({ name, target }) {
  if (!target) return;
  if (SPECIAL[name]) SPECIAL[name](target);
  else if (target.matches("form")) target.requestSubmit();
  else if (target.matches("dialog")) target.showModal();
  else if (target.matches("input, textarea, select")) target.focus();
  else target.click();
}
