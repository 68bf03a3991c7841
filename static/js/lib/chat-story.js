/** What happened, as lines of the chat: what I said, what they said, who joined, how it ended. */
import { eventLine, fill, messageLine } from "./chat-lines.js";
import { showFiles } from "./chat/files.js";

/** The id this browser gave a line of its own. */
export const lineId = event => event.kind === "received" ? event.id.split(":").pop() : "";

export function story(chat, log) {
  const say = chat.dataset;
  let since = null;   // when this wait began

  function happened({ kind, at, by, to, team }, order) {
    if (["opened", "reopened", "released"].includes(kind)) since = at;
    const minutes = Math.floor((new Date(at) - new Date(since ?? at)) / 60_000);
    const joined = minutes ? fill(say.wordsAfter, by, minutes) : fill(say.wordsJoined, by);
    const handed = to && fill(say.wordsHanded, to, team), moved = team ? fill(say.wordsMoved, team) : say.wordsLeft;
    const words = { claimed: joined, assigned: handed, invited: to && fill(say.wordsJoined, to), left: to && fill(say.wordsGone, to), released: moved, resolved: say.wordsResolved, reopened: say.wordsReopened }[kind];
    if (words) eventLine(log, { id: `e${order}`, order, words });
  }

  /** Show one event in its place; whether somebody else said something. */
  return function tell(event, order) {
    const id = lineId(event);
    if (event.html === undefined) { happened(event, order); return false; }
    const mine = { id, from: "me", foot: say.wordsSent }, theirs = { id: `e${order}`, author: event.by };
    const line = messageLine(log, { order, at: event.at, html: event.html, ...(id ? mine : theirs) });
    showFiles(chat, line, event.files);
    chat.mending.mark(line, event.corrected);
    if (id) chat.mending.offer(line, id, event.at);
    return !id;
  };
}
