/** Toasts report what was just done. `toast(words, {action, then, seconds})` shows one; a pointer or focus holds it. */
const SECONDS = 8;

export function toast(words, { action, then, seconds = SECONDS } = {}) {
  const room = document.getElementById("toasts");
  const made = document.createElement("div");
  made.className = "toast";
  made.append(Object.assign(document.createElement("span"), { textContent: words }));
  const button = Object.assign(document.createElement("button"), {
    className: "toast-action", type: "button", textContent: action ?? room.dataset.close,
  });
  button.addEventListener("click", () => { made.remove(); if (action) then?.(); });
  made.append(button);
  room.append(made);
  fade(made, seconds);
  return made;
}

function fade(one, seconds) {
  let clock;
  const start = () => { clock = setTimeout(() => one.remove(), seconds * 1000); };
  const hold = () => clearTimeout(clock);
  for (const name of ["pointerenter", "focusin"]) one.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) one.addEventListener(name, start);
  start();
}

export function toasts(root) {
  for (const one of root.querySelectorAll(".toasts > .toast:not([data-tone=error])")) fade(one, SECONDS);
  root.addEventListener("click", event => event.target.closest("[data-dismiss]")?.closest(".toast")?.remove());
}
