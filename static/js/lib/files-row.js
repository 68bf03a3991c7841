/** The row of one file: what it is, how far it is, and what can be done with it. */
const SIGNS = { image: "image", video: "film" };
const SIDE = { failed: "alert", refused: "alert", again: "alert", broken: "offline", done: "check" };
const NAMED = /passport|reisepass|ausweis|identit|id[-_ ]?(card|front|back|document)|licen[cs]e|führerschein|permis|passeport|pasaporte|паспорт|身份证|护照/iu;
const RECORDS = new Set(["application/pdf", "text/csv"]);

/** A name that can be read: no direction or control marks. */
export const readable = name => name.replace(/\p{C}/gu, "");

/** What a file most likely is; its owner may say otherwise. */
export function guess({ name, type }) {
  if (NAMED.test(name)) return "identity";
  if (type.startsWith("video/")) return "recording";
  if (RECORDS.has(type)) return "record";
  return type.startsWith("image/") ? "screenshot" : "other";
}

/** Bytes in the reader's numbers. */
export function sized(bytes) {
  const [unit, share] = bytes < 1024 * 1024 ? ["kilobyte", 1024] : ["megabyte", 1024 * 1024];
  const words = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 });
  return words.format(Math.max(unit === "kilobyte" ? 1 : .1, bytes / share));
}

/** What is to be said of a file, now. */
export function told(upload, say) {
  const { state, share, size, sent } = upload;
  if (state === "sending") return say("sending", { sent: sized(sent), size: sized(size), share });
  if (["failed", "refused"].includes(state)) return upload.words || say(upload.reason);
  if (state === "done" && upload.reason === "late") return say("late", { size: sized(size) });
  return say(state, { share, size: sized(size) });
}

export class Row {
  /** `then(way, upload, value)` hears what was pressed: look plain retry choose remove kind. */
  constructor(template, upload, say, then) {
    this.element = template.content.firstElementChild.cloneNode(true);
    Object.assign(this, { upload, say });
    this.select = this.element.querySelector("select");
    this.element.addEventListener("click", event => {
      const way = event.target.closest("[data-way]")?.dataset.way;
      if (way) then(way, upload);
    });
    this.select.addEventListener("change", () => then("kind", upload, this.select.value));
    this.draw();
  }

  part(name) { return this.element.querySelector(`[data-part="${name}"]`); }

  way(name, shown) {
    const button = this.element.querySelector(`[data-way="${name}"]`);
    if (button.hidden === shown) button.hidden = !shown;
  }

  draw() {
    const { upload, say } = this, { state, moves } = upload, name = readable(upload.name);
    this.element.dataset.state = state;
    this.element.toggleAttribute("data-refused", state === "refused");
    this.part("name").textContent = this.part("name").title = name;
    this.write("state", told(upload, say));
    for (const sign of this.element.querySelectorAll("[data-side]")) sign.hidden = sign.dataset.side !== SIDE[state];
    this.sign();
    const bar = this.part("bar");
    bar.hidden = !moves;
    bar.value = upload.share;
    bar.ariaLabel = say("bar", { name });
    this.select.value = upload.kind;
    this.select.ariaLabel = say("kind", { name });
    this.part("kind").hidden = ["refused", "failed", "held"].includes(state);
    this.part("private").hidden = upload.kind !== "identity" || this.part("kind").hidden;
    this.element.querySelector("[data-way=remove]").ariaLabel = say(moves ? "cancel" : "remove", { name });
    this.way("look", state === "look");
    this.way("plain", state === "look");
    this.way("retry", state === "broken" || (state === "failed" && Boolean(upload.file)));
    this.way("choose", state === "again" || (state === "failed" && !upload.file));
    this.fields(state === "done" || (state === "checking" && upload.offset === upload.size));
  }

  write(name, words) { if (this.part(name).textContent !== words) this.part(name).textContent = words; }

  sign() {
    const kind = SIGNS[this.upload.type.split("/")[0]] ?? "file", picture = this.element.querySelector("img");
    for (const sign of this.element.querySelectorAll("[data-sign]")) sign.hidden = Boolean(this.upload.thumb) || sign.dataset.sign !== kind;
    picture.hidden = !this.upload.thumb;
    if (this.upload.thumb && picture.src !== this.upload.thumb) picture.src = this.upload.thumb;
  }

  /** What the form says of an upload that has arrived. */
  fields(arrived) {
    const { upload } = this;
    const now = arrived ? `${upload.kind} ${upload.url}` : "";
    if (this.said === now) return;
    this.said = now;
    const said = arrived ? { uploads: upload.token, [`kind-${upload.token}`]: upload.kind } : {};
    const made = Object.entries(said).map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    this.part("fields").replaceChildren(...made);
  }
}
