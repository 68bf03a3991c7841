/** The lines of a chat: one element a message, found again by its id, so that nothing stands there twice. */
export const fill = (words, ...values) => values.reduce((said, value) => said.replace("%s", value), words ?? "");

const made = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });

/** Show a message, or bring the one with this id up to date. `html` comes escaped from the server; `text` never is HTML. */
export function messageLine(log, { id, at, text, html, from, author, foot }) {
  let line = log.querySelector(`[id="m-${CSS.escape(id)}"]`);
  if (!line) {
    line = made("article", "message");
    line.id = `m-${id}`;
    if (from) line.dataset.from = from;
    line.append(made("p", "message-head"), made("div", "message-body"), made("p", "message-foot"));
    log.append(line);
  }
  const [head, body, under] = line.children;
  if (author) head.replaceChildren(made("strong", "", author), " ");
  if (at && !head.querySelector("time")) head.append(moment(at));
  if (html !== undefined) body.innerHTML = html;
  else body.textContent = text;
  under.textContent = foot ?? "";
  return line;
}

/** Show that something happened between two messages. */
export function eventLine(log, words, role = "") {
  const line = made("p", "event");
  line.append(made("span", "", words));
  if (role) line.setAttribute("role", role);
  log.append(line);
}

function moment(at) {
  const time = made("time", "", new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(at)));
  time.dateTime = at;
  return time;
}
