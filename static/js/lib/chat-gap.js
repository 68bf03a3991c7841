/** What a window missed: asked for by number, on the live line or, where there is none, over HTTP. */

const ask = (chat, seq) => chat.line.send({ after: seq }) || chat.poll();

/** All that came after a number, or its beginning: then there is more to ask for. After a number that is above ours
    (asked before the conversation changed) it would leave a hole. */
export function gap(chat, { ticket, after, upto, events, more }) {
  chat.follow(ticket);
  if (after > chat.seq) { ask(chat, chat.seq); return; }
  for (const event of events) chat.happened(event);
  chat.seq = Math.max(chat.seq, upto);
  chat.seen();
  if (more) ask(chat, chat.seq);
}

/** Our numbers are not the house's any more: what is shown goes, and everything is asked for. */
export function anew(chat) {
  chat.seq = 0;
  chat.log.replaceChildren();
  for (const one of chat.outbox.all()) chat.sender.show(one);
  ask(chat, 0);
}
