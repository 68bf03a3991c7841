/** <desk-marks>: bold, italics, lists, quotes, code and links by button or Ctrl+B, Ctrl+I; how it will be read; and files that
    are pasted or dropped onto the form. */
const AROUND = { b: "**", i: "*" };
const BEFORE = { list: "- ", quote: "> " };

/** Put a mark around what is selected, or take it off again; one undo step of the browser's own. */
function around(text, mark, after = mark) {
  const { selectionStart: from, selectionEnd: to, value } = text;
  const has = value.slice(from - mark.length, from) === mark && value.slice(to, to + after.length) === after;
  if (has) { text.setRangeText(value.slice(from, to), from - mark.length, to + after.length, "select"); return; }
  text.setRangeText(`${mark}${value.slice(from, to)}${after}`, from, to, "select");
  text.setSelectionRange(from + mark.length, to + mark.length);
}

/** Put a mark before each selected line. */
function before(text, mark) {
  const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1, to = text.selectionEnd;
  text.setRangeText(text.value.slice(from, to).split("\n").map(line => mark + line).join("\n"), from, to, "end");
}

class DeskMarks extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.form = this.closest("form");
    this.text = this.form.querySelector(".composer-text");
    this.files = this.form.querySelector("input[type=file]");
    this.shown = this.form.querySelector(".composer-tried");
    this.ending = new AbortController();
    const { signal } = this.ending, on = (kind, act) => this.form.addEventListener(kind, act, { signal });
    this.addEventListener("click", event => { const tool = event.target.closest("[data-mark]"); if (tool) this.mark(tool.dataset.mark); });
    this.querySelector("[data-try]").addEventListener("click", event => this.tryOut(event.currentTarget));
    on("keydown", event => this.key(event));
    on("paste", event => this.take(event, event.clipboardData));
    on("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.form.dataset.dropping = ""; } });
    on("dragleave", event => { if (!this.form.contains(event.relatedTarget)) delete this.form.dataset.dropping; });
    on("drop", event => { delete this.form.dataset.dropping; this.take(event, event.dataTransfer); });
  }

  disconnectedCallback() { this.ending.abort(); }

  key(event) {
    const name = event.key.toLowerCase();
    if (event.target !== this.text || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !AROUND[name]) return;
    event.preventDefault();
    this.mark(name);
  }

  mark(name) {
    if (AROUND[name]) around(this.text, AROUND[name]);
    else if (BEFORE[name]) before(this.text, BEFORE[name]);
    else if (name === "code") around(this.text, "`");
    else around(this.text, "[", "](https://)");
    this.text.focus();
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The words as they are read, or the box again. */
  async tryOut(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    if (on) {
      const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value, body: this.text.value });
      const answer = await fetch(this.dataset.url, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) return;
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      this.shown.replaceChildren(made.content);
    }
    button.setAttribute("aria-pressed", String(on));
    this.shown.hidden = !on;
    this.text.closest(".field").hidden = on;
    (on ? this.shown : this.text).focus();
  }

  /** Files that came go beside those that were chosen; text goes where text goes. */
  take(event, { files } = {}) {
    if (!files?.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...this.files.files, ...files]) all.items.add(file);
    this.files.files = all.files;
    this.files.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("desk-marks", DeskMarks);
