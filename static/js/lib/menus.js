/** Menus are <details class="menu">: they close on a click elsewhere and on Escape, and arrows walk their items. */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const itemsOf = menu => [...menu.querySelectorAll(".menu-item:not([hidden], :disabled)")].filter(item => item.offsetParent);

function walk(menu, event) {
  event.preventDefault();
  menu.open = true;
  const items = itemsOf(menu);
  if (!items.length) return;
  const at = items.indexOf(document.activeElement);
  const next = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1
    : at < 0 ? (STEPS[event.key] > 0 ? 0 : items.length - 1)
    : (at + STEPS[event.key] + items.length) % items.length;
  items[next].focus();
}

export function menus(root) {
  root.addEventListener("click", event => {
    for (const menu of root.querySelectorAll("details.menu[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", event => {
    const menu = event.target.closest?.("details.menu");
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.key in STEPS || (menu.open && (event.key === "Home" || event.key === "End"))) {
      if (!event.target.matches("input, textarea, select")) walk(menu, event);
    }
  });
}
