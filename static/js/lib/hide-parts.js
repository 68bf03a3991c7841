/** The dialog in which parts of a picture are covered before it leaves this device. Nothing is decided by closing it. */
import { Areas } from "./hide-areas.js";
import { asFile, cover, whole } from "./picture.js";

export class HideParts {
  /** `template` holds the <dialog>, `say(name, facts)` gives words. */
  constructor(template, say) {
    this.dialog = template.content.firstElementChild.cloneNode(true);
    this.say = say;
    this.stage = this.part("stage");
    this.areas = new Areas(this.stage, { say, changed: () => this.show(), otherwise: this.way("add") });
    this.dialog.addEventListener("click", event => { event.stopPropagation(); this.press(event.target.closest("[data-do]")?.dataset.do); });
    this.dialog.addEventListener("keydown", event => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.areas.undo();
    });
    this.dialog.addEventListener("close", () => { if (!this.dialog.open) { this.dialog.remove(); this.press("later"); } });
    this.steps = { add: () => this.areas.add(), undo: () => this.areas.undo(), drop: () => this.areas.remove() };
  }

  part(name) { return this.dialog.querySelector(`[data-part="${name}"]`); }
  way(name) { return this.dialog.querySelector(`[data-do="${name}"]`); }

  /** Show a picture, {upload: its name and type, bitmap, number, count} of all that wait; back comes what was decided:
      {decision: "use", file} | {decision: "plain" | "all" | "later"}. `most` bytes may a file have. */
  async decide({ upload, bitmap, number, count }, most) {
    this.canvas = whole(bitmap);
    this.canvas.setAttribute("role", "img");
    this.canvas.ariaLabel = this.say("picture", { name: upload.name });
    this.stage.replaceChildren(this.canvas);
    this.stage.style.setProperty("--ratio", this.canvas.width / this.canvas.height);
    this.part("count").textContent = count > 1 ? this.say("which", { name: upload.name, number, count }) : upload.name;
    this.count = count - number + 1;
    this.areas.start();
    if (!this.dialog.isConnected) document.body.append(this.dialog);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector("h2").focus();
    const decision = await new Promise(answer => { this.answer = answer; });
    if (decision !== "use") return { decision };
    cover(this.canvas, this.areas.list);
    return { decision, file: await asFile(this.canvas, upload, most) };
  }

  press(name) {
    if (this.steps[name]) this.steps[name]();
    else if (name) { this.answer?.(name); this.answer = null; }
  }

  close() { this.answer = null; this.dialog.close(); }

  /** With something covered, "as it is" is no longer offered: one press must not undo the care. */
  show() {
    const covered = this.areas.list.length > 0;
    this.way("use").hidden = this.way("drop").hidden = !covered;
    this.way("plain").hidden = covered;
    this.way("all").hidden = covered || this.count < 2;
    this.way("all").textContent = this.say("all", { count: this.count });
    this.way("undo").disabled = !this.areas.before.length;
    const told = this.say("covered", { count: this.areas.list.length });
    if (this.part("told").textContent !== told) this.part("told").textContent = told;
  }
}
