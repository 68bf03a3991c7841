/** What happened, as lines of the chat: what I said, what they said, who joined, how it ended. */
import { eventLine, fill, messageLine } from "./chat-lines.js";

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

  function files(line, all) {
    for (const file of line.querySelector("a") ? [] : all) {
      const link = chat.querySelector("template[data-file]").content.firstElementChild.cloneNode(true);
      link.href = say.whole;
      link.lastElementChild.textContent = file.name;
      line.children[1].append(link);
    }
  }

  /** Show one event in its place; whether somebody else said something. */
  return function tell(event, order) {
    const id = lineId(event);
    if (!event.html) happened(event, order);
    else if (id) messageLine(log, { id, order, at: event.at, html: event.html, from: "me", foot: say.wordsSent });
    else files(messageLine(log, { id: `e${order}`, order, at: event.at, html: event.html, author: event.by }), event.files);
    return Boolean(event.html && !id);
  };
}
