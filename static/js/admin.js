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

// Attributes with an arrow or an `if`, which the CSP build does not read, and what they mean.
const REWORDED = {
  "x-init": [/\$watch\([^;]*=>[^;]*;/g, ""],
  "x-on:keydown.escape.prevent": [/; if .*$/, ""],
  "x-on:keydown.enter.prevent": [/^if \((.*?)\) (selectItem.*)$/, "$1 && $2"],
};

if (window.htmx) htmx.config.includeIndicatorStyles = false;  // css/admin.css has them

document.addEventListener("alpine:init", () => {
  for (const [name, [said, meant]] of Object.entries(REWORDED)) {
    for (const element of document.querySelectorAll(`[${CSS.escape(name)}]`)) {
      element.setAttribute(name, element.getAttribute(name).trim().replace(said, meant));
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
