/** A short sound of our own: two soft notes, once for all open tabs. Browsers let a page be heard only after somebody
    pressed something on it; before that it is silent, and nothing is made up for. */
const NOTES = [[659.25, 0], [880, 0.14]], LONG = 0.4, LOUD = 0.12;   // hertz and seconds; 1 is as loud as can be
const ONE_OF_US = "fairlead-chime", APART = 1500;                    // ms in which no other tab sounds

let context = null, armed = false;

/** From the next press on the page may be heard. */
export function arm() {
  if (armed) return;
  armed = true;
  const wake = () => { context ??= new AudioContext(); context.resume(); };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, wake, { capture: true, passive: true });
}

export function chime() {
  if (context?.state !== "running") return;
  if (!navigator.locks) { play(); return; }
  navigator.locks.request(ONE_OF_US, { ifAvailable: true }, lock => {
    if (!lock) return null;
    play();
    return new Promise(done => { setTimeout(done, APART); });
  }).catch(play);   // a frame on a foreign page may be denied locks: it sounds alone
}

function play() {
  for (const [hertz, after] of NOTES) {
    const note = context.createOscillator(), loud = context.createGain(), from = context.currentTime + after;
    note.frequency.value = hertz;
    loud.gain.setValueAtTime(LOUD, from);
    loud.gain.exponentialRampToValueAtTime(0.001, from + LONG);
    note.connect(loud).connect(context.destination);
    note.start(from);
    note.stop(from + LONG);
  }
}
