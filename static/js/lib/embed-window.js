/** The frame on a foreign page. Its host talks to it by one channel, given by a page of the site's origins that is our parent;
    who sits there is said by a token that lives in this frame's own storage and leaves it in headers alone. */
import { guarded } from "./chat-guard.js";
import { bearer } from "./embed-bearer.js";

const { site, origins } = document.body.dataset, language = document.documentElement.lang, { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions(), KEPT = `fairlead-embed:${site}`;
const LOOK_EVERY = 30_000, RENEW_BEFORE = 60_000, ANSWERS_IN = 10_000;   // ms
const room = document.getElementById("room"), plain = window.fetch.bind(window);
let port = null, isOpen = false, renewal = 0, looks = 0, asked = 0;
const waiting = new Map();

/* What the window asks of us, it asks with the token. */
window.fetch = (address, options = {}) => plain(address, { ...options, credentials: "omit", headers: { ...options.headers, ...bearer.headers } });

/* Where a browser forbids storage in foreign pages, the host keeps a stranger's token as long as its tab lives; who has proven
   who they are needs none, and the house changes the token then. */
let held = "";
const store = {
  get token() { try { return localStorage.getItem(KEPT) ?? ""; } catch { return held; } },
  set token(said) { bearer.token = said; try { if (said) localStorage.setItem(KEPT, said); else localStorage.removeItem(KEPT); } catch { held = said; } },
  get isForbidden() { try { return !localStorage; } catch { return true; } },
};
const shown = name => document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
const chat = () => room.querySelector("support-chat");
const post = (name, said) => fetch(`/embed/${site}/${name}/`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) }).catch(() => null);

/* ── The host ── */

addEventListener("message", event => {
  if (port || event.source !== parent || !origins.split(" ").includes(event.origin) || event.data?.fairlead !== "hello") return;
  [port] = event.ports;
  held = event.data.kept ?? "";
  port.onmessage = ({ data }) => hear(data);
  port.postMessage({ ready: true });
  hear(event.data);
});

function hear(frame) {
  if ("identity" in frame) waiting.get(frame.id)?.(frame.identity);
  else if (frame.changed) { if (isOpen) begin(); else leave(); }
  else if ("isOpen" in frame) { isOpen = frame.isOpen; if (isOpen) begin(); else leave(); }
}

/** A signed identity from the host: "" when it says that nobody is signed in, null when it says nothing. */
function identity() {
  asked += 1;
  return new Promise(answer => { waiting.set(asked, answer); setTimeout(answer, ANSWERS_IN, null); port.postMessage({ identity: asked }); });
}

/* ── The window ── */

/** Begin, or go on. Where the proof of who sits here is over, the host is asked for a new one; without one, a stranger begins anew. */
async function begin() {
  clearInterval(looks);
  bearer.token ||= store.token;
  const jwt = await identity();
  let answer = await post("begin", { language, zone, jwt, signed_out: jwt === "" });
  if (answer?.status === 401) { store.token = ""; answer = await post("begin", { language, zone, jwt }); }
  if (!isOpen) return;
  if (!answer?.ok) { room.replaceChildren(shown("failed")); return; }
  show(await answer.json());
}

function show({ token, until, why, html }) {
  if (token) store.token = token;
  if (why) console.warn(`Fairlead chat: the identity proves nothing (${why}); this visitor is a stranger.`);
  draw(html);
  const who = shown(until ? "verified" : "unverified"), time = who.querySelector("time");
  if (time) { time.dateTime = until; time.textContent = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(new Date(until)); }
  chat().querySelector(".widget-head").after(who);
  port.postMessage({ visit: true, unread: 0, ...(store.isForbidden && { keep: until ? "" : bearer.token }) });
  clearTimeout(renewal);
  if (until) renewal = setTimeout(renew, Math.max(5_000, new Date(until) - Date.now() - RENEW_BEFORE));
  if (document.hasFocus()) chat().text?.focus({ preventScroll: true });   // never taken from the page by itself
}

/** The proof is nearly over: take a new one, without touching what stands in the window. */
async function renew() {
  const jwt = await identity(), answer = jwt ? await post("begin", { language, zone, jwt }) : null;
  const said = answer?.ok ? await answer.json() : null;
  if (!said?.until) return;   // the house turns the line away when it is over, and the window says so
  if (said.token) { show(said); return; }
  renewal = setTimeout(renew, Math.max(5_000, new Date(said.until) - Date.now() - RENEW_BEFORE));
}

/** The window as the house drew it; what would lead away from here opens beside the page. */
function draw(html) {
  const page = new DOMParser().parseFromString(html, "text/html"), fresh = page.querySelector("support-chat");
  fresh.removeAttribute("data-page");
  for (const link of fresh.querySelectorAll("a[href]")) Object.assign(link, { target: "_blank", rel: "noopener" });
  room.replaceChildren(fresh);
  room.removeAttribute("aria-busy");
  const form = chat().querySelector("#as-ticket");
  if (form) form.submit = () => file(form);   // the element calls it when the words are guarded
}

async function file(form) {
  const { key, topic, happened, email } = form.elements, said = { key: key.value, topic: topic.value, happened: happened.value, email: email?.value };
  const answer = await post("ticket", said), told = answer?.ok ? await answer.json() : null;
  if (!told) { happened.value = said.happened; room.append(shown("failed")); return; }
  const done = shown("filed");
  done.querySelector("[data-reference]").textContent = told.ticket;
  room.replaceChildren(done);
}

function leave() {
  chat()?.save?.();
  room.replaceChildren();
  clearTimeout(renewal);
  clearInterval(looks);
  bearer.token ||= store.token;
  if (!bearer.token) return;
  looks = setInterval(look, LOOK_EVERY);
  look();
}

/** While the window is shut: is something unread? Asking shows nothing, so nothing is called seen. */
async function look() {
  if (document.hidden) return;
  const answer = await fetch(`/embed/${site}/unread/`).catch(() => null);
  if (answer?.status === 404) { clearInterval(looks); port.postMessage({ visit: false, unread: 0 }); }
  if (answer?.ok) port.postMessage({ unread: (await answer.json()).unread });
}

addEventListener("keydown", event => { if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest?.("dialog")) port?.postMessage({ close: true }); });
addEventListener("click", event => {
  const at = selector => event.target.closest?.(selector);
  if (at("[data-again]")) { begin(); return; }
  if (at(".widget-back")) { event.preventDefault(); event.stopPropagation(); port?.postMessage({ close: true }); return; }
  if (at("[data-renew]")) { event.preventDefault(); event.stopPropagation(); anew(); return; }
  const kept = at("a[data-keep]");
  if (kept) { event.preventDefault(); keep(kept); return; }
  const ticket = at("support-chat [data-instead]");
  if (ticket) { event.preventDefault(); event.stopPropagation(); chat().writeTicket(new URL(ticket.href).searchParams.get("topic")); }
}, true);

/** All that was said so far, as a file: fetched with the token each time, for there may be more by now. */
async function keep({ href }) {
  const answer = await fetch(href).catch(() => null);
  if (!answer?.ok) { room.append(shown("failed")); return; }
  const [, name] = answer.headers.get("Content-Disposition").split('"'), held = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement("a"), { href: held, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(held), ANSWERS_IN);
}

/** The same window again, with what was typed in it. */
async function anew() {
  const typed = await guarded(chat()?.text?.value ?? "");
  await begin();
  if (typed && chat()?.text && !chat().text.value) chat().text.value = typed;
}

addEventListener("submit", async event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.id === "as-ticket") return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)), redirect: "manual" }).catch(() => null);
  if (answer?.status === 422) draw(await answer.text());
  else begin();
}, true);
