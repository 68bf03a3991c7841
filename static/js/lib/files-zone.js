/** Where files come in: buttons, the camera of a phone, what is dropped anywhere on the page, what is pasted into the form,
    and a recording of the screen. */
import { Recording, canRecord, clock, preview } from "./record-screen.js";

const TYPED = "textarea, input";

export class Zone {
  /** `drop` is the <file-drop>; `take(files)` hears what came in. */
  constructor(drop, say, { take, signal }) {
    Object.assign(this, { drop, say, take });
    this.element = drop.template("zone").content.firstElementChild.cloneNode(true);
    this.choose = this.way("choose");
    drop.input.className = "unseen";
    drop.input.tabIndex = -1;
    this.buttons();
    this.way("camera").hidden = !matchMedia("(any-pointer: coarse)").matches;
    this.way("record").hidden = !canRecord();
    const hear = (who, kind, then) => who.addEventListener(kind, event => this.element.isConnected && then(event), { signal });
    hear(drop.form, "paste", event => this.pasted(event));
    for (const kind of ["dragover", "dragleave", "drop"]) hear(document, kind, event => this.dragged(event));
  }

  way(name) { return this.element.querySelector(`[data-do="${name}"]`); }

  buttons() {
    const camera = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", capture: "environment" });
    camera.addEventListener("change", () => { this.take([...camera.files]); camera.value = ""; });
    const steps = { choose: () => this.drop.input.click(), camera: () => camera.click(), record: () => this.record(), stop: () => this.recording.stop() };
    this.element.addEventListener("click", event => steps[event.target.closest("[data-do]")?.dataset.do]?.());
  }

  /** A file dropped beside the place for it would take the browser away from the form. */
  dragged(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.element.toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") this.take([...event.dataTransfer.files]);
  }

  /** A table copied elsewhere comes as words and as a picture of them: into a box go the words. */
  pasted(event) {
    const { files, types } = event.clipboardData ?? {};
    if (!files?.length || (event.target.matches(TYPED) && types.includes("text/plain"))) return;
    event.preventDefault();
    this.take([...files].map(named));
  }

  async record() {
    this.recording = new Recording(Number(this.drop.dataset.bytes), { tick: (now, most) => this.tick(now, most), over: file => this.recorded(file) });
    try { await this.recording.start(); } catch { this.way("record").focus(); return; }
    this.recordingNow(true);
    this.way("stop").focus();
  }

  recordingNow(on) {
    this.element.toggleAttribute("data-recording", on);
    this.element.querySelector("[data-part=recording]").hidden = !on;
    for (const name of ["choose", "camera", "record"]) this.way(name).disabled = on;
  }

  tick(now, most) { this.element.querySelector("[data-part=clock]").textContent = this.say("clock", { now: clock(now), most: clock(most) }); }

  async recorded(file) {
    this.recordingNow(false);
    this.way("record").focus();
    if (!file) { this.drop.announce(this.say("nothing")); return; }
    const decision = await preview(this.drop.template("preview"), file);
    if (decision === "add") this.take([file]);
    if (decision === "again") this.record();
  }

  /** How far the form itself is, when it carries files. */
  progress({ loaded, total }, carries) {
    if (!carries || !total) return;
    this.bar ??= Object.assign(document.createElement("progress"), { className: "progress", max: 100 });
    this.bar.value = Math.round(100 * loaded / total);
    this.bar.ariaLabel = this.say("form", { share: this.bar.value });
    if (loaded < total) this.element.after(this.bar); else this.bar.remove();
  }
}

/** Every pasted picture is called image.png; ours say when. */
function named(file) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const at = new Date().toTimeString().slice(0, 8).replaceAll(":", "-");
  return new File([file], `screenshot-${at}.${file.name.split(".").pop()}`, { type: file.type, lastModified: file.lastModified });
}
