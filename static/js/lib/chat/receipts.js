/** How far our lines have come: sent, and read by who answers. Numbers of an earlier conversation say nothing about this one. */
export function receipts({ era, log, dataset }, { seen }) {
  for (const line of log.querySelectorAll(".message[data-from=me][data-order]")) {
    const number = Number(line.dataset.order) - era, foot = line.querySelector(".message-foot");
    if (number > 0 && number <= seen && foot.textContent !== dataset.wordsRead) foot.textContent = dataset.wordsRead;
  }
}
