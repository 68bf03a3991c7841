/** "Show for": one part of each choice is shown, the same one in all of them; it is remembered, and #for-ios leads to it.
    Without this script every part stands there under its own heading. And a link to a question opens it. */
const KEPT = "show-for";
const choices = [...document.querySelectorAll(".show-for")].filter(one => one.children.length > 1);

function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

function show(key) {
  for (const choice of choices) {
    const tabs = [...choice.querySelectorAll("[role=tab]")];
    if (!tabs.some(tab => tab.dataset.for === key)) continue;
    for (const tab of tabs) {
      const chosen = tab.dataset.for === key;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).toggleAttribute("data-away", !chosen);
    }
  }
}

function choose(key) {
  show(key);
  try { localStorage.setItem(KEPT, key); } catch { /* only a courtesy */ }
}

for (const choice of choices) {
  const list = Object.assign(document.createElement("div"), { className: "tabs" });
  list.setAttribute("role", "tablist");
  for (const part of [...choice.children]) {
    const name = part.querySelector(".show-for-name");
    const tab = Object.assign(document.createElement("button"), { type: "button", className: "tabs-tab", id: `${part.id}-tab`, textContent: name.textContent });
    tab.dataset.for = part.dataset.for;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", part.id);
    tab.addEventListener("click", () => choose(part.dataset.for));
    part.setAttribute("role", "tabpanel");
    part.setAttribute("aria-labelledby", tab.id);
    name.toggleAttribute("data-away", true);
    list.append(tab);
  }
  choice.prepend(list);
  show(list.firstElementChild.dataset.for);
}

function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const there = id && document.getElementById(id);
  if (!there) return;
  const part = there.closest(".show-for-part");
  if (part) choose(part.dataset.for);
  const question = there.closest("details");
  if (question) question.open = true;
  if (part || question) there.scrollIntoView();
}

const kept = remembered();
if (kept) show(kept);
follow();
addEventListener("hashchange", follow);
