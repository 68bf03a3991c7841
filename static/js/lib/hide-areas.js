/** Areas drawn over a picture, as shares of its sides: by pointer or finger, and by keyboard (arrows move, Shift and arrows
    size, Delete removes). Each is a button above the canvas, so that it can be reached and read out. */
const STEP = .02, LEAST = .01;
const FIRST = { x: .35, y: .42, w: .3, h: .16 };   // what "Add an area" lays on the picture
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (value, low, high) => Math.min(Math.max(value, low), high);
const percent = share => Math.round(share * 100);

export class Areas {
  /** `say(name, facts)` gives words, `changed()` is called after every change, `otherwise` has the focus when there is no area. */
  constructor(stage, { say, changed, otherwise }) {
    Object.assign(this, { stage, say, changed, otherwise, list: [], before: [], chosen: -1 });
    stage.addEventListener("pointerdown", event => this.draw(event));
    stage.addEventListener("keydown", event => this.type(event));
    stage.addEventListener("focusin", event => { const at = this.buttons.indexOf(event.target); if (at >= 0) this.chosen = at; });
  }

  get buttons() { return [...this.stage.querySelectorAll(".hide-area")]; }

  start() { Object.assign(this, { list: [], before: [], chosen: -1 }); this.show(); }
  remember() { this.before.push(this.list.map(area => ({ ...area }))); }

  add(area = FIRST) {
    this.remember();
    this.list.push({ ...area });
    this.show();
    this.focus(this.list.length - 1);
  }

  undo() {
    if (!this.before.length) return;
    const inside = this.stage.contains(document.activeElement);
    this.list = this.before.pop();
    this.show();
    this.rest(inside);
  }

  /** Take away the area that was used last. */
  remove() {
    if (!this.list.length) return;
    const inside = this.stage.contains(document.activeElement);
    this.remember();
    this.list.splice(this.chosen >= 0 ? this.chosen : this.list.length - 1, 1);
    this.show();
    this.rest(inside);
  }

  /** Whoever was in the picture stays there, and nobody is left on a button that is gone. */
  rest(inside) {
    const { activeElement: at } = document;
    if (inside || at.hidden || at.disabled) this.focus(this.list.length - 1);
  }

  focus(at) {
    this.chosen = at;
    (this.buttons[at] ?? this.otherwise).focus();
  }

  show() {
    for (const extra of this.buttons.slice(this.list.length)) extra.remove();
    while (this.buttons.length < this.list.length) this.stage.append(Object.assign(document.createElement("button"), { type: "button", className: "hide-area" }));
    this.buttons.forEach((button, at) => this.lay(button, at));
    this.changed();
  }

  lay(button, at) {
    const area = this.list[at];
    for (const [name, share] of Object.entries(area)) button.style.setProperty(`--${name}`, `${share * 100}%`);
    const facts = { number: at + 1, left: percent(area.x), top: percent(area.y), width: percent(area.w), height: percent(area.h) };
    button.ariaLabel = this.say("area", facts);
  }

  type(event) {
    const at = this.buttons.indexOf(event.target), [right, down] = ARROWS[event.key] ?? [];
    if (at < 0 || (right === undefined && !["Delete", "Backspace"].includes(event.key))) return;
    event.preventDefault();
    if (right === undefined) { this.remove(); return; }
    if (!event.repeat) this.remember();
    const area = this.list[at];
    if (event.shiftKey) {
      area.w = within(area.w + right * STEP, LEAST, 1 - area.x);
      area.h = within(area.h + down * STEP, LEAST, 1 - area.y);
    } else {
      area.x = within(area.x + right * STEP, 0, 1 - area.w);
      area.y = within(area.y + down * STEP, 0, 1 - area.h);
    }
    this.lay(event.target, at);
    this.changed();
  }

  /** A pointer on an area moves it, beside one it draws a new one; what stays a dot is nothing. */
  draw(event) {
    if (event.button) return;
    event.preventDefault();
    const box = this.stage.getBoundingClientRect(), at = this.buttons.indexOf(event.target);
    const place = one => [within((one.clientX - box.left) / box.width, 0, 1), within((one.clientY - box.top) / box.height, 0, 1)];
    const [fromX, fromY] = place(event), was = at < 0 ? null : { ...this.list[at] };
    let drawn = at, moved = false;
    const follow = one => {
      const [x, y] = place(one);
      if (!moved) {
        if (Math.abs(x - fromX) * box.width < 6 && Math.abs(y - fromY) * box.height < 6) return;
        this.remember();
        moved = true;
        if (!was) drawn = this.list.push({ x, y, w: 0, h: 0 }) - 1;
      }
      Object.assign(this.list[drawn], was
        ? { x: within(was.x + x - fromX, 0, 1 - was.w), y: within(was.y + y - fromY, 0, 1 - was.h) }
        : { x: Math.min(x, fromX), y: Math.min(y, fromY), w: Math.max(LEAST, Math.abs(x - fromX)), h: Math.max(LEAST, Math.abs(y - fromY)) });
      this.show();
    };
    const over = () => {
      for (const [kind, then] of [["pointermove", follow], ["pointerup", over], ["pointercancel", over]]) this.stage.removeEventListener(kind, then);
      if (drawn >= 0) this.focus(drawn);
    };
    this.stage.setPointerCapture(event.pointerId);
    for (const [kind, then] of [["pointermove", follow], ["pointerup", over], ["pointercancel", over]]) this.stage.addEventListener(kind, then);
  }
}
