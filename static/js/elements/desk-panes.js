/** Three panes beside the conversation: dragged or moved by arrows, hidden and shown, remembered on this device. */
const STORE = "desk-panes", STEP = 16;   // px an arrow moves
const LIMITS = { rail: [140, 300], queue: [240, 640], who: [200, 480] };   // px; the stylesheet never lets them crowd out the talk

const read = () => { try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; } };

class DeskPanes extends HTMLElement {
  connectedCallback() {
    this.desk = document.querySelector(".desk");
    this.kept = read();
    for (const name of Object.keys(LIMITS)) this.handle(name);
    for (const name of ["rail", "who"]) this.button(name);
    this.lay();
  }

  keep() {
    try { localStorage.setItem(STORE, JSON.stringify(this.kept)); } catch { /* until the page goes */ }
    this.lay();
  }

  /** What is kept becomes the desk's columns. */
  lay() {
    for (const name of Object.keys(LIMITS)) {
      const width = this.kept[name];
      if (width) this.desk.style.setProperty(`--${name}`, `${width}px`);
      else this.desk.style.removeProperty(`--${name}`);
      this.desk.toggleAttribute(`data-no-${name}`, Boolean(this.kept[`no-${name}`]));
      document.getElementById(`show-${name}`)?.setAttribute("aria-expanded", String(!this.kept[`no-${name}`]));
      this.desk.querySelector(`.desk-handle[data-of="${name}"]`).setAttribute("aria-valuenow", String(Math.round(width ?? this.pane(name).offsetWidth)));
    }
  }

  pane(name) { return document.getElementById(name); }

  handle(name) {
    const handle = Object.assign(document.createElement("div"), { className: "desk-handle", tabIndex: 0 });
    const facts = { role: "separator", "aria-orientation": "vertical", "aria-controls": name, "aria-label": this.dataset[name], "aria-valuemin": LIMITS[name][0], "aria-valuemax": LIMITS[name][1], "data-of": name };
    for (const [fact, value] of Object.entries(facts)) handle.setAttribute(fact, value);
    handle.addEventListener("pointerdown", event => this.drag(event, name, handle));
    handle.addEventListener("keydown", event => this.key(event, name));
    handle.addEventListener("dblclick", () => this.reset(name));
    this.desk.querySelector(".desk-main").append(handle);
  }

  button(name) {
    const button = document.getElementById(`show-${name}`);
    button.hidden = false;
    button.addEventListener("click", () => { this.kept[`no-${name}`] = !this.kept[`no-${name}`]; this.keep(); });
  }

  /** Towards the end of the line makes rail and queue wider, and the customer narrower. */
  widen(name, by) {
    const [least, most] = LIMITS[name];
    this.kept[name] = Math.min(most, Math.max(least, (this.kept[name] ?? this.pane(name).offsetWidth) + by));
    this.lay();
  }

  sign(name) {
    const leftwards = getComputedStyle(this.desk).direction === "rtl";
    return (name === "who") === leftwards ? 1 : -1;
  }

  drag(event, name, handle) {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    let last = event.clientX;
    const move = moved => { this.widen(name, (moved.clientX - last) * this.sign(name)); last = moved.clientX; };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => { handle.removeEventListener("pointermove", move); this.keep(); }, { once: true });
  }

  key(event, name) {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by) { event.preventDefault(); this.widen(name, by * this.sign(name)); this.keep(); }
    else if (event.key === "Home") { event.preventDefault(); this.reset(name); }
  }

  reset(name) { delete this.kept[name]; this.keep(); }
}

customElements.define("desk-panes", DeskPanes);
