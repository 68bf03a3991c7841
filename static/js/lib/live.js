/** One live line to the server that mends itself. The socket is only a hint; what was missed is asked for by number.

    const line = live({
      path: "/ws/desk/",            // default: <body data-live>
      hear: frame => …,             // each JSON frame
      after: () => lastSeq,         // sent as {"after": n} on every opening; leave out where there is no thread
      poll: () => …,                // asked every 15 s while the line is blocked
      tell: state => …,             // "live" | "lost" | "asking" | "closed"; also <html data-connection>
    });
    line.send({…}) → true when it left; the caller keeps what did not. line.close() */
const FIRST = 500, LONGEST = 30_000;   // ms between tries: doubled each time, with full jitter, bounded
const BLOCKED_AFTER = 4;               // tries that never opened, before we ask instead
const ASK_EVERY = 15_000;
const FINAL = new Set([4401, 4403, 4404]);   // not yours, or gone: trying again helps nobody

export const pause = (tries, random = Math.random) => Math.max(FIRST / 2, random() * Math.min(LONGEST, FIRST * 2 ** tries));

export function address(path) {
  const origin = document.documentElement.dataset.liveOrigin || location.origin;
  return new URL(path, origin).href.replace(/^http/, "ws");
}

export function live({ path = document.body.dataset.live, hear, after, poll, tell, Socket = WebSocket }) {
  let socket = null, tries = 0, state = "", waiting = 0, asking = 0, ended = false;

  function become(next) {
    if (next === state) return;
    state = next;
    document.documentElement.dataset.connection = next;
    clearInterval(asking);
    if (next === "asking" && poll) { poll(); asking = setInterval(() => document.hidden || poll(), ASK_EVERY); }
    tell?.(next);
  }

  function open() {
    clearTimeout(waiting);
    if (ended || (socket && socket.readyState <= Socket.OPEN)) return;
    const mine = socket = new Socket(address(path));
    mine.addEventListener("open", () => {
      tries = 0;
      become("live");
      if (after) line.send({ after: after() });
    });
    mine.addEventListener("message", event => {
      let frame;
      try { frame = JSON.parse(event.data); } catch { return; }
      hear(frame, line);
    });
    mine.addEventListener("close", event => { if (mine === socket) lost(event.code); });
  }

  function lost(code) {
    if (ended || FINAL.has(code)) { ended = true; become("closed"); return; }
    tries += 1;
    become(tries >= BLOCKED_AFTER && poll ? "asking" : "lost");
    waiting = setTimeout(open, pause(tries));
  }

  const hurry = () => { if (!document.hidden && state !== "live") open(); };
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  addEventListener("pagehide", () => socket?.close(1000));
  addEventListener("pageshow", event => { if (event.persisted) open(); });

  const line = {
    get state() { return state; },
    send(frame) {
      if (socket?.readyState !== Socket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close() { ended = true; clearTimeout(waiting); clearInterval(asking); socket?.close(1000); },
  };
  open();
  return line;
}
