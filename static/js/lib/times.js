/** Times on a page are the reader's own. The server writes them in the zone of the cookie; on the very first visit there is
    none, so they are written again here. Words that are not clock times ("3 min ago") are never touched. */
const LIMIT = 500;

function words(time, language) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return null;
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false }).format(moment);
  if (time.dataset.form === "clock") return clock;
  const start = date => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((start(moment) - start(new Date())) / 86_400_000);
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" }).format(moment);
  if (time.dataset.form === "day") return date;
  if (Math.abs(days) > 1) return `${date}, ${clock}`;
  return `${new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day")} ${clock}`;
}

function tell(root, language) {
  const found = root.matches?.("time[data-form]") ? [root] : [...root.querySelectorAll?.("time[data-form]") ?? []];
  for (const time of found.slice(0, LIMIT)) {
    const said = time.dataset.form === "ago" ? null : words(time, language);
    if (said && said !== time.textContent) time.textContent = said;
  }
}

export function times(root) {
  const page = document.documentElement;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === page.dataset.zone) return;
  const own = zone.split("/").at(-1).replaceAll("_", " ");
  for (const city of root.querySelectorAll("[data-city]")) city.textContent = own;
  for (const same of root.querySelectorAll("[data-utc]")) same.hidden = own === "UTC";   // a moment told in UTC besides
  tell(root, page.lang);
  new MutationObserver(changes => {
    for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) tell(node, page.lang);
  }).observe(root.body, { childList: true, subtree: true });
}
