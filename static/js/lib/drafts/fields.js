/** The boxes of a form, read without secrets and filled again. Never files, never passwords. */
import { mask, ready } from "../shield.js";

const TYPED = "textarea[name], select[name], input[name]:not([type=hidden], [type=file], [type=password], [type=submit])";
const TICKED = "[type=checkbox], [type=radio]";
const A_TOPIC_S = /^f-[a-z0-9][a-z0-9_-]*$/;   // a box that the chosen topic adds

export class Fields {
  /** `names`: the form's own boxes, by name. */
  constructor(root, names) {
    this.root = root;
    this.names = new Set(names);
    this.absent = {};   // typed in boxes that are not on the page now: they come with their topic
    this.last = {};   // as it was read last
    this.known = new WeakSet();   // boxes that were seen before
  }

  get all() {
    return [...this.root.querySelectorAll(TYPED)].filter(field => (this.names.has(field.name) || A_TOPIC_S.test(field.name)) && !field.closest("file-drop"));
  }

  /** Resolves once the word lists are here that masking may need. */
  ready() { return Promise.all(this.all.map(field => ready(field.value))); }

  read() {
    this.moved();
    const typed = { ...this.absent };
    for (const field of this.all) delete typed[field.name];
    for (const field of this.all) {
      const before = typed[field.name], said = value(field) && mask(value(field)).text;
      if (said) typed[field.name] = before ? `${before}\n${said}` : said;   // several ticks of one name
    }
    this.last = typed;
    return typed;
  }

  /** Whether the browser brought words back by itself: they differ from what the house wrote into the page. */
  get broughtBack() {
    return this.all.some(field => field.matches("textarea, input:not([type=checkbox], [type=radio])") && field.value && field.value !== field.defaultValue);
  }

  /** Put words into empty boxes, or into all of them (`over`); what has no box yet waits for it. */
  fill(typed, { over = false } = {}) {
    const topic = this.all.find(field => field.name === "topic"), before = topic?.value;
    if (over) { this.last = {}; for (const field of this.all) empty(field); }
    for (const field of this.all) if (typed[field.name] !== undefined && (over || !value(field))) put(field, typed[field.name]);
    const there = new Set(this.all.map(field => field.name));
    this.absent = Object.fromEntries(Object.entries(typed).filter(([name]) => !there.has(name)));
    if (topic && topic.value !== before) loaded(() => topic.dispatchEvent(new Event("change", { bubbles: true })));
  }

  /** The page changed: boxes that came get what was typed for them, words of boxes that went are kept. */
  moved() {
    const there = new Set(this.all.map(field => field.name));
    for (const [name, words] of Object.entries(this.last)) if (!there.has(name)) this.absent[name] = words;
    for (const field of this.all.filter(field => !this.known.has(field))) {
      const words = this.absent[field.name] ?? this.last[field.name];
      if (words !== undefined && !value(field)) put(field, words);
      this.known.add(field);
    }
    for (const name of there) delete this.absent[name];
  }
}

const value = field => field.matches(TICKED) && !field.checked ? "" : field.value;

function put(field, words) {
  if (field.matches(TICKED)) { field.checked = words.split("\n").includes(field.value); return; }
  field.value = words;
  if (words && !field.value && field.type === "datetime-local") { field.type = "text"; field.value = words; }   // "yesterday at noon"
}

function empty(field) {
  if (field.matches(TICKED)) field.checked = false;
  else if (field.matches("select")) field.selectedIndex = Math.max(0, [...field.options].findIndex(option => option.defaultSelected));
  else field.value = "";
}

/** Once everything is loaded: whoever listens to the topic is there then. */
function loaded(then) {
  if (document.readyState === "complete") then(); else addEventListener("load", then, { once: true });
}
