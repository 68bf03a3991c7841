/** Arrow keys in any role=tablist; the chosen tab alone is in the tab order. Choosing is the page's: a click. */
export function tabs(root) {
  root.addEventListener("keydown", event => {
    const list = event.target.closest?.("[role=tablist]");
    if (!list || !event.target.matches("[role=tab]")) return;
    const all = [...list.querySelectorAll("[role=tab]:not(:disabled)")];
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = all.indexOf(event.target);
    const to = { Home: 0, End: all.length - 1 }[event.key]
      ?? (/^Arrow(Left|Right)$/.test(event.key) ? (at + (event.key === forward ? 1 : -1) + all.length) % all.length : undefined);
    if (to === undefined) return;
    event.preventDefault();
    all[to].focus();
    all[to].click();
  });
}
