/** <desk-pictures>: the conversation's pictures in a lightbox. A picture is asked for when it is shown and never before, because
    each look is written down; identity documents are no pictures here and keep their own door. */
const ALL = "a[data-picture]";
const fill = (words, ...values) => values.reduce((said, value) => said.replace("%s", () => value), words);

class DeskPictures extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("dialog");
    this.image = this.box.querySelector("img");
    this.room = this.box.querySelector(".lightbox-room");
    this.trouble = this.box.querySelector(".lightbox-trouble");
    this.zoom = this.box.querySelector("[data-do=zoom]");
    this.ending = new AbortController();
    const { signal } = this.ending;
    document.addEventListener("click", event => this.asked(event), { signal });
    this.box.addEventListener("click", event => this.press(event));
    this.box.addEventListener("keydown", event => this.key(event));
    this.box.addEventListener("close", () => this.closed());
    this.image.addEventListener("load", () => { this.image.hidden = false; });
    this.image.addEventListener("error", () => { if (this.image.getAttribute("src")) this.trouble.hidden = false; });
  }

  disconnectedCallback() { this.ending.abort(); }

  get links() { return [...document.querySelectorAll(`#talk-log ${ALL}`)]; }

  asked(event) {
    const link = event.target.closest?.(`#talk-log ${ALL}`);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.show(link);
    this.box.showModal();
    this.room.focus();
  }

  show(link) {
    const all = this.links, at = all.indexOf(link), message = link.closest(".message");
    const name = link.textContent, who = message?.querySelector(".message-head > strong")?.textContent ?? "";
    const time = message?.querySelector("time")?.textContent ?? "";
    this.link = link;
    this.full(false);
    this.trouble.hidden = this.image.hidden = true;
    this.image.alt = fill(this.dataset.alt, name, who, time);
    this.image.src = link.href;
    this.box.querySelector(".lightbox-name").textContent = name;
    this.box.querySelector("[role=status]").textContent = fill(this.dataset.of, at + 1, all.length);
    Object.assign(this.box.querySelector("a[download]"), { href: link.href, download: name });
    this.box.querySelector("[data-do=back]").disabled = at < 1;
    this.box.querySelector("[data-do=on]").disabled = at === all.length - 1;
  }

  step(by) {
    const all = this.links, next = all[all.indexOf(this.link) + by];
    if (!next) return;
    this.show(next);
    if (document.activeElement.disabled) this.room.focus();
  }

  full(on) {
    this.room.toggleAttribute("data-full", on);
    this.zoom.setAttribute("aria-pressed", String(on));
  }

  press(event) {
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does === "close" || event.target === this.box) this.box.close();
    else if (does === "back") this.step(-1);
    else if (does === "on") this.step(1);
    else if (does === "zoom" || event.target === this.image) this.full(!this.room.hasAttribute("data-full"));
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = this.room.hasAttribute("data-full") && event.target === this.room;   // arrows move a large picture
    const does = { ArrowLeft: () => moves || this.step(-1), ArrowRight: () => moves || this.step(1), "+": () => this.full(true), "-": () => this.full(false) }[event.key];
    if (does) { event.stopPropagation(); if (does() !== true) event.preventDefault(); }
  }

  /** Nothing of it stays on the page, and the keyboard is where it was. */
  closed() {
    this.image.removeAttribute("src");
    this.image.hidden = true;
    this.link?.focus();
  }
}

customElements.define("desk-pictures", DeskPictures);
