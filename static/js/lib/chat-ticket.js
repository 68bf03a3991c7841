/** From chat to ticket: nobody is here, or the visitor would rather write. What was typed goes along, typed once.
    It is put where the ticket form (elements/keep-draft.js) looks for it, so that a lost connection loses nothing either. */
import { guarded } from "./chat-guard.js";
import * as here from "./drafts/here.js";
import { newKey } from "./drafts/texts.js";

const NAME = "new-ticket";

/** The text that was left last; `chat`: by the closed window, which was sending it. */
const left = (chat = false) => here.all([NAME]).filter(one => !chat || one.chat).sort((a, b) => b.at - a.at)[0];

/** Leave words for the ticket form; false when this browser keeps nothing. */
const leave = (typed, key, chat = false) => here.keep(NAME, { at: Date.now(), key, typed, chat });

const joined = parts => [...new Set(parts.map(part => part.trim()).filter(Boolean))].join("\n\n");

/** Send words along with a link to the ticket form, and go there. */
export function carry(link, words, topic) {
  const { typed: before = {}, key = newKey() } = left() ?? {}, address = new URL(link.href);
  if (words.trim() && !leave({ ...before, topic: topic || before.topic, happened: joined([before.happened ?? "", words]) }, key)) address.searchParams.set("q", words.slice(0, 200));
  location.assign(address);
}

/** The form of the closed window: the composer's words move in when chat closes, and back when it opens. */
export function ticketForm(form, { topic, sent }) {
  const { happened: words, email, key } = form.elements, before = left(true);
  if (before) {   // sent, and never answered: the same key, so that it is heard once
    words.value = before.typed.happened;
    key.value = before.key;
    if (email) email.value = before.typed.email ?? "";
  }
  form.addEventListener("submit", async event => {
    event.preventDefault();
    words.value = await guarded(words.value);
    form.elements.topic.value = topic();
    leave({ happened: words.value, topic: topic(), ...(email && { email: email.value }) }, key.value, true);
    form.submit();
    words.value = "";   // from here on the ticket form has it
    sent();
  });
  return {
    get words() { return words.value; },
    focus() { words.focus(); },
    add(parts) { if (joined(parts)) words.value = joined([words.value, ...parts]); },
    take() { const typed = words.value; words.value = ""; return typed; },
  };
}
