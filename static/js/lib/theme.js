/** The theme switch: any [data-theme-switch] turns light into dark and back; the choice stays on this device. */
export function theme(root) {
  const page = document.documentElement;
  const isDark = () => (page.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  for (const button of root.querySelectorAll("[data-theme-switch]")) button.hidden = false;
  root.addEventListener("click", event => {
    if (!event.target.closest("[data-theme-switch]")) return;
    page.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", page.dataset.theme); } catch { /* kept for this page only */ }
  });
}
