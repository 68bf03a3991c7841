/** The contents list of an article says where the reader is: at the last heading that passed, or, where the page ends
    before it could come up, at the one that was asked for. */
const links = new Map([...document.querySelectorAll(".contents a[href^='#']")].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
const heads = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);

function here() {
  const passed = heads.filter(head => head.getBoundingClientRect().top < innerHeight / 3);
  const ends = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const asked = ends ? heads.find(head => `#${head.id}` === location.hash) : null;
  const now = links.get((asked ?? passed.at(-1) ?? heads[0])?.id);
  for (const link of links.values()) link.toggleAttribute("aria-current", link === now);
  now?.setAttribute("aria-current", "true");
}

if (heads.length) {
  const watch = new IntersectionObserver(here, { rootMargin: "0px 0px -66% 0px" });
  for (const head of heads) watch.observe(head);
  addEventListener("hashchange", here);
  here();
}
