/** What the window says about the wait, from the server's state: numbers that were measured, or none. */
import { fill } from "./chat-lines.js";

const clock = at => new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(at));

export function showState(chat, state) {
  const say = chat.dataset, find = name => chat.querySelector(`[data-${name}]`);
  const minutes = seconds => seconds < 60 ? say.underMinute : fill(say.minutes, Math.round(seconds / 60));
  const talking = Boolean(state.ticket) && !state.done;
  find("opening").textContent = state.by ? fill(say.taken, state.by)
    : state.open ? (state.until ? fill(say.openUntil, clock(state.until)) : say.openAlways)
    : state.opens ? fill(say.opens, clock(state.opens)) : say.nobody;
  find("hello").hidden = talking;
  find("absent").hidden = state.open || talking;
  find("end").hidden = !talking || state.place !== null;
  find("wait").hidden = !talking || state.place === null;
  if (talking && state.place !== null) {
    find("place").textContent = fill(say.inLine, state.place);
    find("waited-words").textContent = fill(say.waited, minutes(state.waited ?? 0));
    find("estimate-words").textContent = state.wait ? fill(say.estimate, minutes(state.wait.median), minutes(state.wait.high)) : say.noEstimate;
  }
}
