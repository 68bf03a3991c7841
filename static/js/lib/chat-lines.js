/** The lines of a chat: one element each, found again by its id, so that nothing stands there twice; in the server's
    order, and what has not arrived yet at the end. */
export const fill = (words, ...values) => values.reduce((said, value) => said.replace("%s", value), words ?? "");

export const clock = at => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);

const MARK = /⟦masked:[a-z_]+(?::\d{4})?⟧/;   // what the shield put in a secret's place
const made = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });
const found = (log, id) => log.querySelector(`[id="${CSS.escape(id)}"]`);

/** Put a line where its number belongs. Without one it stays behind all that have one. */
function place(log, line, order) {
  if (order !== undefined) line.dataset.order = order;
  const own = Number(line.dataset.order ?? Infinity);
  const next = [...log.children].find(other => other !== line && Number(other.dataset.order ?? Infinity) > own);
  if (next) { if (line.nextElementSibling !== next) next.before(line); }
  else if (log.lastElementChild !== line) log.append(line);
}

/** Show a message, or bring the one with this id up to date. `html` comes escaped from the server; `text` never is HTML. */
export function messageLine(log, { id, order, at, text, html, from, author, foot }) {
  let line = found(log, `m-${id}`);
  if (!line) {
    line = made("article", "message");
    line.id = `m-${id}`;
    if (from) line.dataset.from = from;
    line.append(made("p", "message-head"), made("div", "message-body"), made("p", "message-foot"));
  }
  const [head, body] = line.children, under = line.querySelector(".message-foot");
  if (author && !head.firstElementChild) head.append(made("strong", "", author), " ");
  if (at && !head.querySelector("time")) head.append(moment(at));
  if (html !== undefined) body.innerHTML = html;
  else if (!line.dataset.order) body.replaceChildren(plain(log, text));
  body.hidden = !body.textContent.trim();   // files alone
  if (foot !== undefined) under.textContent = foot;
  place(log, line, order);
  return line;
}

/** What was typed, its hidden secrets hatched. */
function plain(log, text) {
  const words = made("p", "");
  words.dir = "auto";
  text.split(MARK).forEach((part, at) => {
    if (at) words.append(log.closest("support-chat").querySelector("template[data-mask]").content.cloneNode(true));
    words.append(part);
  });
  return words;
}

/** Show that something happened between two messages. */
export function eventLine(log, { id, order, words }) {
  let line = found(log, id);
  if (!line) {
    line = made("p", "event");
    line.id = id;
    line.append(made("span", ""));
  }
  line.firstElementChild.textContent = words;
  place(log, line, order);
}

/** Under a message: why something in it was hidden, and what to do now. */
export function adviceLine(log, template, id, lines) {
  found(log, `a-${id}`)?.remove();
  if (!lines.length) return;
  const note = template.content.firstElementChild.cloneNode(true);
  note.id = `a-${id}`;
  note.querySelector(".stack").append(...lines.map((words, at) => { const one = made("p", ""); one.append(at ? words : made("strong", "", words)); return one; }));
  const line = found(log, `m-${id}`);
  if (line.dataset.order) note.dataset.order = Number(line.dataset.order) + .5;
  line.after(note);
}

export function drop(log, id) { found(log, `m-${id}`)?.remove(); }

export function foot(log, id, words) {
  const under = found(log, `m-${id}`)?.querySelector(".message-foot");
  if (under) under.textContent = words;
}

function moment(at) {
  const time = made("time", "", clock(new Date(at)));
  time.dateTime = at;
  return time;
}
