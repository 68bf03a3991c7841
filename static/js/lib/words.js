/** The words of a script, written by the page in its language: <template data-part="words"> holds <p data-word="name">.
    `say("name", {count: 2})` puts 2 where the sentence has {count}. */
export function words(room) {
  const written = room.querySelector("template[data-part=words]").content;
  return (name, facts = {}) => {
    const sentence = written.querySelector(`[data-word="${name}"]`).textContent;
    return sentence.replace(/\{(\w+)\}/g, (whole, fact) => facts[fact] ?? whole);
  };
}

/** A sentence for those who listen, at most one every `pause` ms; of what was said meanwhile only the last few. */
export function announcer(place, pause = 1_500) {
  let due = [], quiet = 0, timer;
  const speak = () => {
    quiet = Date.now() + pause;
    place().textContent = due.slice(-3).join(" ");
    due = [];
    timer = 0;
  };
  return sentence => {
    due.push(sentence);
    timer ||= setTimeout(speak, Math.max(50, quiet - Date.now()));
  };
}
