/** The desk on a phone: [data-show] brings one pane to the front; `show(name)` does the same from a script. */
export function show(name) {
  const desk = document.querySelector(".desk");
  if (!desk) return;
  desk.dataset.pane = name;
  for (const tab of desk.querySelectorAll("[data-show]")) {
    if (tab.dataset.show === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

export function panes(root) {
  const desk = root.querySelector(".desk");
  if (!desk) return;
  show(desk.dataset.pane);
  desk.addEventListener("click", event => {
    const tab = event.target.closest("[data-show]");
    if (tab) show(tab.dataset.show);
  });
}
