/** Fairlead chat for any site, version 1 (docs/embed.md). One launcher in a closed shadow root; the window is an iframe on the
    house's origin, made when it is opened. Nothing is fetched from this page, and no inline style or markup is written. */
(() => {
  "use strict";
  const script = document.currentScript, said = script.dataset, house = new URL(script.src).origin, KEPT = `fairlead-chat:${said.site}`, HELD = `${KEPT}:held`;
  const NAME = said.name || "FairleadChat", ANSWERS_IN = 4000, NARROW = "(max-width: 30rem)";   // ms until a frame that says nothing is given up
  const WORDS = {
    en: ["Chat with us", "Close chat", "Chat, %s unread", "Chat cannot open on this page.", "Write a ticket instead"],
    es: ["Chatee con nosotros", "Cerrar el chat", "Chat, %s sin leer", "El chat no puede abrirse en esta página.", "Escribir un ticket"],
    fr: ["Discuter avec nous", "Fermer le chat", "Chat, %s non lus", "Le chat ne peut pas s’ouvrir sur cette page.", "Écrire un ticket"],
    de: ["Chat mit uns", "Chat schließen", "Chat, %s ungelesen", "Der Chat lässt sich auf dieser Seite nicht öffnen.", "Stattdessen ein Ticket schreiben"],
    it: ["Chatti con noi", "Chiudi la chat", "Chat, %s non letti", "La chat non può aprirsi in questa pagina.", "Scrivere un ticket"],
    pt: ["Converse connosco", "Fechar o chat", "Chat, %s por ler", "O chat não pode abrir nesta página.", "Escrever um ticket"],
    ru: ["Чат с нами", "Закрыть чат", "Чат, непрочитанных: %s", "Чат не открывается на этой странице.", "Написать обращение"],
    tr: ["Bizimle sohbet edin", "Sohbeti kapat", "Sohbet, %s okunmamış", "Sohbet bu sayfada açılamıyor.", "Bunun yerine talep yazın"],
    "zh-hans": ["与我们聊天", "关闭聊天", "聊天，%s 条未读", "聊天无法在此页面打开。", "改为提交工单"],
  };
  const asked = (said.lang || document.documentElement.lang || navigator.language || "en").toLowerCase(), short = asked.split("-")[0];
  const spoken = said.languages ? said.languages.split(" ") : Object.keys(WORDS), wanted = short === "zh" ? "zh-hans" : short;
  const language = spoken.includes(wanted) ? wanted : spoken[0], words = WORDS[language] ?? WORDS.en;

  const store = (area, value, key = KEPT) => {   // a browser may forbid storage: then nothing is remembered
    try { if (value === undefined) return window[area].getItem(key); if (value) window[area].setItem(key, value); else window[area].removeItem(key); } catch { /* forbidden */ }
    return null;
  };
  const accent = /^#[0-9a-f]{6}$/i.test(said.accent ?? "") ? said.accent : "";
  const bright = accent && [1, 3, 5].reduce((sum, at, one) => sum + Number.parseInt(accent.slice(at, at + 2), 16) * [.3, .59, .11][one], 0) > 150;
  const side = said.position === "start" ? "start" : "end", scheme = ["light", "dark"].includes(said.theme) ? said.theme : "light dark";
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial; color-scheme: ${scheme}; --back: ${accent || "light-dark(#0a6a71, #63cec8)"}; --ink: ${accent ? (bright ? "#0e1b2a" : "#fff") : "light-dark(#fff, #04211f)"}; --focus: light-dark(#0b5fd0, #8fc1ff); font: 15px/1.5 system-ui, sans-serif; }
    [hidden] { display: none !important; }
    button { position: fixed; inset-block-end: max(16px, env(safe-area-inset-bottom)); inset-inline-${side}: 16px; z-index: 2147483000; inline-size: 56px; block-size: 56px; padding: 0; border: 0; border-radius: 50%; background: var(--back); color: var(--ink); cursor: pointer; box-shadow: 0 0 0 1px rgb(0 0 0 / .08), 0 6px 20px -4px rgb(0 0 0 / .4); }
    button:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
    svg { display: block; inline-size: 28px; block-size: 28px; margin: auto; fill: none; stroke: currentcolor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
    b { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-inline-size: 22px; box-sizing: border-box; padding: 0 6px; border-radius: 11px; background: #b0251c; color: #fff; font: 620 13px/22px system-ui, sans-serif; text-align: center; }
    section { position: fixed; inset-block-end: 88px; inset-inline-${side}: 16px; z-index: 2147483000; inline-size: min(400px, 100vw - 32px); block-size: min(680px, 100dvh - 104px); border-radius: 12px; overflow: hidden; background: light-dark(#fff, #101a26); color: light-dark(#0e1b2a, #e7eef5); box-shadow: 0 0 0 1px light-dark(#dbe2e9, #233346), 0 12px 32px -8px rgb(0 0 0 / .45); }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
    p { margin: 24px; }
    a { color: inherit; }
    @media ${NARROW} { section { inset: 0; inline-size: 100%; block-size: 100dvh; border-radius: 0; } [aria-expanded=true].talks { display: none; } }
    @media (forced-colors: active) { button, section { border: 2px solid ButtonText; } }`);

  const make = (tag, facts = {}, ...inside) => { const one = document.createElement(tag); for (const [name, value] of Object.entries(facts)) one.setAttribute(name, value); one.append(...inside); return one; };
  const drawing = "http://www.w3.org/2000/svg", icon = document.createElementNS(drawing, "svg"), path = document.createElementNS(drawing, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.append(path);
  const SPEECH = "M4 5h16v11H9l-5 4z M8 9h8 M8 12h5", CROSS = "M6 6l12 12 M18 6L6 18";
  const count = make("b", { "aria-hidden": "true", hidden: "" }), button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": "window", lang: language }, icon, count);
  const panel = make("section", { id: "window", role: "dialog", "aria-label": words[0], lang: language, hidden: "" }), host = make("div"), root = host.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [look];
  root.append(panel, button);

  let isOpen = false, unread = 0, frame = null, port = null, source, patience = 0;
  const tell = frame => port?.postMessage(frame);

  function draw() {
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute("aria-label", isOpen ? words[1] : unread ? words[2].replace("%s", unread) : words[0]);
    path.setAttribute("d", isOpen ? CROSS : SPEECH);
    count.hidden = isOpen || !unread;
    count.textContent = unread > 99 ? "99+" : unread;
    panel.hidden = !isOpen;
    panel.setAttribute("aria-modal", String(isOpen && matchMedia(NARROW).matches));
  }

  /** The frame on the house's origin. It is given one end of a channel, and nobody else can be: the message has an exact address. */
  function begin() {
    if (frame) return;
    frame = make("iframe", { title: words[0], src: `${house}/embed/${encodeURIComponent(said.site)}/window/?lang=${language}`, allow: "clipboard-write" });
    const mine = frame;
    frame.addEventListener("load", () => {
      if (mine !== frame) return;
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = event => hear(event.data);
      mine.contentWindow.postMessage({ fairlead: "hello", isOpen, kept: store("sessionStorage", undefined, HELD), page: location.origin + location.pathname }, house, [channel.port2]);
      clearTimeout(patience);
      patience = setTimeout(refused, ANSWERS_IN);
    });
    panel.replaceChildren(frame);
  }

  /** Nothing of ours answered in there: this origin is not among the site's, or the house is not to be reached. */
  function refused() {
    frame = port = null;
    button.classList.remove("talks");
    console.warn(`Fairlead chat: ${house} did not open the site "${said.site}" for ${location.origin}. Is it one of the site's origins, and does frame-src allow the house?`);
    panel.replaceChildren(make("p", { role: "alert" }, words[3], " ", make("a", { href: `${house}/tickets/new/`, target: "_blank", rel: "noopener" }, words[4])));
  }

  async function hear(frame) {
    if (frame.ready) { clearTimeout(patience); button.classList.add("talks"); }
    if (frame.close) close();
    if ("visit" in frame) store("localStorage", frame.visit ? "1" : "");
    if ("keep" in frame) store("sessionStorage", frame.keep, HELD);   // a stranger's, where the frame may keep nothing itself
    if ("unread" in frame) { unread = Number(frame.unread) || 0; draw(); }
    if (frame.identity) tell({ identity: await identity(), id: frame.identity });
  }

  async function identity() {
    if (source === undefined) return null;   // the site has said nothing: who was known stays known, for a while
    try { return String(await (typeof source === "function" ? source() : source) ?? ""); } catch (error) { console.warn("Fairlead chat: no identity", error); return ""; }
  }

  function open(quietly = false) {
    if (isOpen) return;
    isOpen = true;
    begin();
    draw();
    store("sessionStorage", "1");
    tell({ isOpen });
    if (quietly !== true) frame.focus();
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    draw();
    store("sessionStorage", "");
    tell({ isOpen });
    button.focus();
    if (!frame) panel.replaceChildren();
  }

  button.addEventListener("click", () => isOpen ? close() : open());
  root.addEventListener("keydown", event => { if (event.key === "Escape" && isOpen) { event.stopPropagation(); close(); } });
  addEventListener("storage", event => { if (event.key === KEPT && event.newValue) begin(); });

  const api = Object.freeze({
    open: () => open(), close,
    get unread() { return unread; },
    /** Who is signed in here: a token, or better a function that fetches one each time; null when nobody is. */
    identify(said) { source = said ?? null; tell({ changed: true }); },
  });
  const start = () => {
    document.body.append(host);
    draw();
    if (NAME in window) console.warn(`Fairlead chat: this page has a ${NAME} of its own, which is left alone; say data-name="…".`);
    else Object.defineProperty(window, NAME, { value: api });
    script.dispatchEvent(new CustomEvent("fairlead-chat", { bubbles: true, detail: api }));
    if (store("sessionStorage") && !matchMedia(NARROW).matches) open(true);   // it was open on the page before
    else if (store("localStorage")) begin();   // somebody talked here: is something unread?
  };
  if (document.body) start(); else addEventListener("DOMContentLoaded", start, { once: true });
})();
