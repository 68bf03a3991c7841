/** A recording of the screen, without sound, that ends by itself before it is too long or too large; seen once before it is added. */
const LONGEST = 180;              // seconds
const FINEST = 2_500_000;         // bits a second; sharp enough to read a page
const PART = 1_000;               // ms between the pieces that are counted
const KINDS = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"];

/** Inside a foreign page its policy does not let us. */
export const canRecord = () => Boolean(window.top === window && navigator.mediaDevices?.getDisplayMedia && globalThis.MediaRecorder);

export const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class Recording {
  /** `most` bytes; `tick(seconds, LONGEST)` once a second; `over(file)` at its end, null when nothing was recorded. */
  constructor(most, { tick, over }) { Object.assign(this, { most, tick, over, pieces: [], size: 0 }); }

  /** Ask which screen, and begin. Raises NotAllowedError when the person thinks better of it. */
  async start() {
    this.stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    const mimeType = KINDS.find(kind => MediaRecorder.isTypeSupported(kind));
    const videoBitsPerSecond = Math.min(FINEST, Math.floor(this.most * 8 * .9 / LONGEST));
    this.recorder = new MediaRecorder(this.stream, { mimeType, videoBitsPerSecond });
    this.recorder.addEventListener("dataavailable", event => this.take(event.data));
    this.recorder.addEventListener("stop", () => this.finish());
    this.stream.getVideoTracks()[0].addEventListener("ended", () => this.stop());   // the browser's own "stop sharing"
    this.recorder.start(PART);
    this.began = performance.now();
    this.tick(0, LONGEST);
    this.beat = setInterval(() => this.count(), 1_000);
  }

  count() {
    const seconds = (performance.now() - this.began) / 1_000;
    this.tick(seconds, LONGEST);
    if (seconds >= LONGEST) this.stop();
  }

  take(piece) {
    this.pieces.push(piece);
    this.size += piece.size;
    if (this.size > this.most * .9) this.stop();
  }

  stop() {
    clearInterval(this.beat);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
  }

  finish() {
    const type = this.recorder.mimeType.split(";")[0], ending = type === "video/mp4" ? "mp4" : "webm";
    const at = new Date().toTimeString().slice(0, 8).replaceAll(":", "-");
    const file = new File(this.pieces, `screen-recording-${at}.${ending}`, { type });
    this.over(file.size ? file : null);
  }
}

/** Show a recording in the <dialog> of `template`; back comes "add", "again" or "" when it is thrown away. */
export async function preview(template, file) {
  const dialog = template.content.firstElementChild.cloneNode(true), video = dialog.querySelector("video");
  video.src = URL.createObjectURL(file);
  dialog.addEventListener("click", event => {
    event.stopPropagation();
    const decision = event.target.closest("[data-do]")?.dataset.do;
    if (decision !== undefined) dialog.close(decision);
  });
  dialog.addEventListener("cancel", event => { event.preventDefault(); dialog.querySelector("[data-do='']").focus(); });   // one key must not lose it
  document.body.append(dialog);
  dialog.showModal();
  await new Promise(over => dialog.addEventListener("close", over));
  URL.revokeObjectURL(video.src);
  dialog.remove();
  return dialog.returnValue;
}
