/** Who is typing: ours is told now and then while it lasts, theirs fades by itself when nobody says so any more. */
import { fill } from "./chat-lines.js";

const TELL_EVERY = 3_000, QUIET_AFTER = 4_000, THEIRS_LASTS = 6_000;   // ms

export function ownTyping(send) {
  let toldAt = 0, quiet = 0;
  const stop = () => {
    clearTimeout(quiet);
    if (toldAt) send({ typing: false });
    toldAt = 0;
  };
  return {
    stop,
    go() {
      clearTimeout(quiet);
      quiet = setTimeout(stop, QUIET_AFTER);
      if (Date.now() - toldAt > TELL_EVERY && send({ typing: true })) toldAt = Date.now();
    },
  };
}

export function theirTyping(chat, words) {
  const dots = chat.querySelector("[data-typing-now]"), said = chat.querySelector("[data-typing-words]");
  let fades = 0;
  return function show({ on, by }) {
    clearTimeout(fades);
    dots.hidden = !on;
    said.textContent = on ? fill(words, by ?? "") : "";
    if (!on) return;
    fades = setTimeout(() => show({ on: false }), THEIRS_LASTS);
    chat.scroll();
  };
}
