/** What the window says about the wait, from the server's state: numbers that were measured, or none.
    Parts with data-if show while all its words hold; data-fill takes the value of that name. */
import { clock, fill } from "./chat-lines.js";
import { newKey } from "./drafts/texts.js";

const DAY = 24 * 3600 * 1000;   // ms

function moment(at) {
  if (!at) return "";
  const then = new Date(at), now = new Date();
  if (then.toDateString() === now.toDateString()) return clock(then);
  const day = then - now < 6 * DAY ? { weekday: "short" } : { day: "numeric", month: "long" };
  return `${new Intl.DateTimeFormat(document.documentElement.lang, day).format(then)} ${clock(then)}`;
}

/** The chip that is chosen, if any: money at risk waits in no line and sees no wait. */
const chosen = chat => chat.querySelector('[data-topic][aria-pressed="true"]');
const standing = (chat, state) => state.stands?.[chosen(chat)?.dataset.topic ?? ""] ?? state.stands?.[""];

function facts(chat, state, outdated) {
  const urgent = state.ticket ? state.urgent && state.mode === "waiting" : state.mode === "hello" && chosen(chat)?.dataset.urgent !== undefined;
  const by = state.mode === "talking" ? state.by : null;
  return {
    [state.mode]: true, begins: ["hello", "barred"].includes(state.mode), byticket: ["closed", "barred", "chosen"].includes(state.mode), outdated, by, open: state.open, until: state.until, opens: state.opens, email: state.email, code: state.code,
    wait: state.wait, waited: state.waited !== null && state.waited !== undefined,
    urgent, desk: state.desk, turn: state.turn, still: state.still, expected: standing(chat, state)?.about, cause: state.cause && !urgent, [`cause-${state.cause}`]: true,
  };
}

function values(chat, state) {
  const { wait } = state, stand = standing(chat, state);
  return {
    place: state.place ?? "", waited: state.waited_words ?? "", within: wait?.within ?? "", about: wait?.about ?? "",
    until: moment(state.until), opens: moment(state.opens), now: clock(new Date()),
    desk: state.desk ?? "", stand: stand?.place ?? "", expected: stand?.about ?? "", bound: stand?.within ?? "", ends: moment(state.still),
    ticket: state.ticket ?? "", code: state.code ?? "", by: state.by ?? "", team: state.team ?? "", email: state.email ?? "",
    initials: state.mode === "talking" && state.by ? state.initials : null,
  };
}

/** Once a window: "I am here", and going on as a ticket takes along what stands in the composer. */
function listen(chat) {
  if (chat.listens) return;
  chat.listens = true;
  chat.querySelector("[data-here]").addEventListener("click", () => chat.hint({ here: true }));
  chat.querySelector("[data-as-ticket]")?.addEventListener("submit", async event => {
    event.preventDefault();
    const { target } = event, { words, id } = target.elements;
    words.value = (await chat.take()).join("\n\n");
    id.value = newKey();
    target.submit();
  });
}

export function showState(chat, state, outdated = false) {
  const hold = facts(chat, state, outdated), said = values(chat, state);
  listen(chat);
  chat.dataset.mode = state.mode;
  for (const part of chat.querySelectorAll("[data-if]")) {
    part.hidden = !part.dataset.if.split(" ").every(word => word[0] === "!" ? !hold[word.slice(1)] : hold[word]);
  }
  for (const part of chat.querySelectorAll("[data-fill]")) {
    part.dataset.first ??= part.textContent;
    const words = String(said[part.dataset.fill] ?? part.dataset.first);
    if (part.textContent !== words) part.textContent = words;   // so that nothing is read out twice
  }
  const line = chat.querySelector("[data-line]"), { wait } = state;
  if (!wait) return;
  const share = seconds => Math.min(2, wait.high > 0 ? seconds / wait.high : 0).toFixed(3);
  line.style.setProperty("--low", share(wait.low));
  line.style.setProperty("--mid", share(wait.mid));
  line.style.setProperty("--used", share(state.waited ?? 0));
  line.setAttribute("aria-label", fill(line.dataset.words, state.waited_words ?? "", wait.about, wait.within));
}
