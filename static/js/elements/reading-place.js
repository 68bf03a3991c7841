/** The contents list of an article says where the reader is. */
const links = new Map([...document.querySelectorAll(".contents a[href^='#']")].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
const heads = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);

function here() {
  const passed = heads.filter(head => head.getBoundingClientRect().top < innerHeight / 3);
  const now = links.get((passed.at(-1) ?? heads[0])?.id);
  for (const link of links.values()) link.toggleAttribute("aria-current", link === now);
  now?.setAttribute("aria-current", "true");
}

if (heads.length) {
  const watch = new IntersectionObserver(here, { rootMargin: "0px 0px -66% 0px" });
  for (const head of heads) watch.observe(head);
  here();
}
