// Unfold's admin under a strict Content-Security-Policy. Its pages call functions of window by name; Alpine's
// CSP build (static/unfold/js/alpine/alpine.js, in place of the ordinary one) finds only what a component has.

const remembered = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
};

const here = {
  get pathname() { return location.pathname; },
  get search() { return location.search; },
};

// The CSP build reads one expression: several become a list, `if (a) b` becomes `a && b`, and what it cannot read
// at all (an arrow, a block) is only a convenience and left out.
function reworded(said) {
  const readable = said.split(";").map((part) => part.trim().replace(/^if \((.*?)\) ([^{]*)$/, "$1 && $2"))
    .filter((part) => part && !part.includes("=>") && !/^if\b/.test(part));
  return readable.length > 1 ? `[${readable.join(", ")}]` : readable.join("");
}

if (window.htmx) htmx.config.includeIndicatorStyles = false;  // css/admin.css has them

document.addEventListener("alpine:init", () => {
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (/^x-(on:|init)/.test(name) && /;|^\s*if\b/.test(value)) element.setAttribute(name, reworded(value));
    }
  }
  Alpine.data("theme", (chosen) => ({
    ...theme(chosen),
    localStorage: remembered,
    window: { location: here },
    getCurrentTab,
    moveRecords: window.moveRecords,
    sortRecords: window.sortRecords,
  }));
  for (const name of ["searchForm", "searchDropdown", "searchCommand"]) {
    Alpine.data(name, () => window[name]());
  }
});
