/** The files of a line: pictures to be seen, all else by name; on their way to us, by name alone. */
import { bearer } from "../embed-bearer.js";
import { sized } from "../files-row.js";

/** `files` as the server tells them, or as they lie in the outbox; said again, they take the place of what stood there. */
export function showFiles(chat, line, files = []) {
  const room = line.querySelector(".message-files"), said = JSON.stringify(files);
  if ((room?.dataset.said ?? "[]") === said) return;
  room?.remove();
  if (!files.length) return;
  const list = Object.assign(document.createElement("ul"), { className: "message-files" });
  list.setAttribute("role", "list");
  list.dataset.said = said;
  list.append(...files.map(file => shown(chat, file)));
  line.querySelector(".message-body").after(list);
}

function shown(chat, { name, size, key, picture, note }) {
  const part = kind => chat.querySelector(`template[data-${kind}]`).content.firstElementChild.cloneNode(true);
  const address = key && chat.dataset.file.replace(/0{8}-[0-]+/, key);
  if (picture && key) {
    const item = part("picture"), link = item.firstElementChild;
    link.firstElementChild.alt = name;
    link.firstElementChild.addEventListener("load", () => chat.scroll());
    if (bearer.token) inHand(link, address, name); else link.href = link.firstElementChild.src = address;
    return item;
  }
  const item = part("file"), [link, more] = item.querySelectorAll("a, span");
  if (address && bearer.token) onDemand(link, address, name);
  else if (address) link.href = address;
  link.textContent = name;
  more.textContent = [sized(size), note].filter(Boolean).join(", ");
  return item;
}

/* Where a token says who asks, an address alone opens nothing: what is behind it is fetched, and given out from here. */

async function fetched(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? URL.createObjectURL(await answer.blob()) : "";
}

async function inHand(link, address, name) {
  const held = await fetched(address);
  if (held) Object.assign(link, { href: held, download: name }).firstElementChild.src = held;
}

function onDemand(link, address, name) {
  Object.assign(link, { href: address, download: name });
  link.addEventListener("click", async event => {
    if (link.protocol === "blob:") return;
    event.preventDefault();
    link.href = await fetched(address) || address;
    if (link.protocol === "blob:") link.click();
  });
}
