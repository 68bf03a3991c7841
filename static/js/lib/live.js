import { show } from "./connection.js";
import { bearer } from "./embed-bearer.js";

/** One live line to the server that mends itself. The socket is only a hint; what was missed is asked for by number.

    const line = live({
      path: "/ws/desk/",            // default: <body data-live>
      hear: frame => …,             // each JSON frame
      after: () => lastSeq,         // sent as {"after": n} on every opening; leave out where there is no thread
      poll: () => …,                // asked while the line is blocked,
      every: () => ms,              // so long after the last time; 15 s without it
      tell: state => …,             // "live" | "lost" | "asking" | "signed-out" | "closed"; also <html data-connection>
    });
    line.send({…}) → true when it left; the caller keeps what did not. line.close() */
const FIRST = 500, LONGEST = 30_000;   // ms between tries: doubled each time, with full jitter, bounded
const BLOCKED_AFTER = 4, NEVER_OPEN = 2;   // tries in a row before we ask instead; where none ever opened, soon
const HANGS = 6_000;                   // ms for a handshake: a proxy that swallows it never says no
const ASK_EVERY = 15_000;
const FINAL = new Set([4401, 4403, 4404]);   // not yours, or gone: trying again helps nobody
const SIGNED_OUT = 4401;
// ms: a clock that stood still for so long has slept, and its line died unheard; hidden pages are looked at once a minute.
const LOOK_EVERY = 5_000, SLEPT = 25_000, SLEPT_HIDDEN = 90_000;
const QUIET = 15_000, ANSWERS_IN = 8_000;   // ms without a frame until we ask {"ping": 1}; and until its answer is missed

export const pause = (tries, random = Math.random) => Math.max(FIRST / 2, random() * Math.min(LONGEST, FIRST * 2 ** tries));

export function address(path) {
  const origin = document.documentElement.dataset.liveOrigin || location.origin;
  return new URL(path, origin).href.replace(/^http/, "ws");
}

export function live({ path = document.body.dataset.live, hear, after, poll, tell, every = () => ASK_EVERY, Socket = WebSocket }) {
  let socket = null, tries = 0, state = "", waiting = 0, asking = 0, ended = false, opened = false, looked = Date.now(), hidden = document.hidden, heard = 0, pinged = 0;

  function become(next) {
    if (next === state) return;
    state = next;
    show(next);
    clearTimeout(asking);
    tell?.(next);
    if (next === "asking" && poll) { poll(); askOn(); }
  }

  function askOn() {
    asking = setTimeout(() => { if (!document.hidden) poll(); askOn(); }, every());
  }

  function open() {
    clearTimeout(waiting);
    if (ended || (socket && socket.readyState <= Socket.OPEN)) return;
    const mine = socket = new Socket(address(path), bearer.protocols);
    const hangs = setTimeout(() => { if (mine === socket && mine.readyState < Socket.OPEN) { drop(); lost(0); } }, HANGS);
    mine.addEventListener("open", () => {
      clearTimeout(hangs);
      opened = true;
      tries = pinged = 0;
      heard = Date.now();
      become("live");
      if (after) line.send({ after: after() });
    });
    mine.addEventListener("message", event => {
      let frame;
      heard = Date.now();
      try { frame = JSON.parse(event.data); } catch { return; }
      if (!frame.pong) hear(frame, line);
    });
    mine.addEventListener("close", event => { clearTimeout(hangs); if (mine === socket) lost(event.code); });
  }

  function lost(code) {
    if (ended) return;   // closed by the page itself, which says why
    if (FINAL.has(code)) { ended = true; become(code === SIGNED_OUT ? "signed-out" : "closed"); return; }
    tries += 1;
    become(tries >= (opened ? BLOCKED_AFTER : NEVER_OPEN) && poll ? "asking" : "lost");
    waiting = setTimeout(open, pause(tries));
  }

  /** After a sleep the line looks open and hears nothing: begin another, which asks for what was missed. */
  function look() {
    const slept = Date.now() - looked > (hidden ? SLEPT_HIDDEN : SLEPT);
    looked = Date.now();
    hidden = document.hidden;
    if (ended || state !== "live") return;
    if (slept) {
      drop();
      state = "";
      open();
    } else if (pinged > heard) {
      if (Date.now() - pinged > ANSWERS_IN) broken();
    } else if (Date.now() - heard > QUIET) {
      pinged = Date.now();
      line.send({ ping: 1 });
    }
  }

  function drop() {
    socket?.close(1000);
    socket = null;
  }

  /** A line that is half open: nobody answers, and nobody says that it is closed. */
  function broken() {
    if (ended || state !== "live") return;
    drop();
    lost(0);
  }

  const hurry = () => { look(); if (!document.hidden && state !== "live") open(); };
  addEventListener("online", hurry);
  addEventListener("offline", broken);
  for (const back of ["visibilitychange", "resume"]) document.addEventListener(back, hurry);
  const looking = setInterval(look, LOOK_EVERY);
  addEventListener("pagehide", () => socket?.close(1000));
  addEventListener("pageshow", event => { if (event.persisted) open(); });

  const line = {
    get state() { return state; },
    send(frame) {
      if (socket?.readyState !== Socket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close() { ended = true; clearTimeout(waiting); clearTimeout(asking); clearInterval(looking); socket?.close(1000); },
  };
  open();
  return line;
}
