/** From chat to ticket: nobody is here, or the visitor would rather write. What was typed goes along, typed once.
    It is put where the ticket form (elements/keep-draft.js) looks for it, so that a lost connection loses nothing either. */
import { mask } from "./shield.js";

const DRAFT = "draft:new-ticket";

function read() { try { return JSON.parse(localStorage.getItem(DRAFT)); } catch { return null; } }

/** Leave words for the ticket form; false when this browser keeps nothing. */
function leave(typed, key) {
  try { localStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), key, typed })); return true; } catch { return false; }
}

const joined = parts => [...new Set(parts.map(part => part.trim()).filter(Boolean))].join("\n\n");

/** Send words along with a link to the ticket form. */
export function carry(link, words, topic) {
  const before = read()?.typed ?? {};
  if (!words.trim() || leave({ ...before, topic: topic || before.topic, happened: joined([before.happened ?? "", words]) })) return;
  const address = new URL(link.href);
  address.searchParams.set("q", words.slice(0, 200));
  link.href = address.href;
}

/** The form of the closed window: the composer's words move in when chat closes, and back when it opens. */
export function ticketForm(form, topic) {
  const words = form.elements.happened, email = form.elements.email;
  form.addEventListener("submit", () => {
    words.value = mask(words.value).text;   // secrets never leave this browser
    form.elements.topic.value = topic();
    leave({ happened: words.value, topic: topic(), ...(email && { email: email.value }) }, form.elements.key.value);
  });
  return {
    get words() { return words.value; },
    add(parts) { if (joined(parts)) words.value = joined([words.value, ...parts]); },
    take() { const typed = words.value; words.value = ""; return typed; },
  };
}
