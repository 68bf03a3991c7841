/** Resumable uploads, the browser's side of tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation,
    termination. What the house adds: GET tells the outcome, and a refusal's body is its reason in the reader's language. */
import { bearer } from "./embed-bearer.js";

const VERSION = { "Tus-Resumable": "1.0.0" };
const SILENCE = 30_000;   // ms without a byte moving: the line is dead, whatever the browser believes
const LONGEST_REASON = 300;   // characters; a proxy's whole page is no reason

export const CHUNK = 1024 * 1024;   // bytes of one PATCH

/** What came back instead of what was asked for; status 0 when nothing came back. */
export class Answered extends Error {
  constructor(status, words = "") { super(`answered ${status}`); Object.assign(this, { status, words }); }
}

const reason = (type, body) => (type?.startsWith("text/plain") && body.length <= LONGEST_REASON ? body.trim() : "");
const encoded = words => btoa(String.fromCharCode(...new TextEncoder().encode(words)));

async function ask(url, options, wanted) {
  let response;
  try {
    response = await fetch(url, { ...options, headers: { ...VERSION, ...options.headers }, redirect: "manual", cache: "no-store" });
  } catch { throw new Answered(0); }
  if (response.status !== wanted) throw new Answered(response.status, reason(response.headers.get("Content-Type"), await response.text().catch(() => "")));
  return response;
}

/** How far the server is, in bytes; an answer without a number is no answer. */
function counted(header) {
  const offset = Number.parseInt(header, 10);
  if (!(offset >= 0)) throw new Answered(0);
  return offset;
}

/** Send one part; `progress(bytes)` while it goes. XMLHttpRequest, because fetch does not tell how far a body has gone. */
function patch(url, part, headers, { signal, progress }) {
  return new Promise((arrived, failed) => {
    const call = new XMLHttpRequest();
    let watch;
    const alive = () => { clearTimeout(watch); watch = setTimeout(() => call.abort(), SILENCE); };
    const leave = () => call.abort();
    call.open("PATCH", url);
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.upload.onprogress = event => { alive(); progress(event.loaded); };
    call.onloadend = () => {
      clearTimeout(watch);
      signal.removeEventListener("abort", leave);
      if (call.status === 204) arrived(call.getResponseHeader("Upload-Offset"));
      else failed(new Answered(call.status, reason(call.getResponseHeader("Content-Type"), call.responseText)));
    };
    signal.addEventListener("abort", leave);
    alive();
    call.send(part);
  });
}

/** The server at `root`; `csrf()` is the form's token. Every call raises Answered when it is not told what it asked. */
export function tus(root, csrf) {
  const token = () => ({ "X-CSRFToken": csrf(), ...bearer.headers });
  return {
    /** A place for a file; back comes its address. */
    async create(size, facts, signal) {
      const told = Object.entries(facts).map(([name, value]) => `${name} ${encoded(value)}`).join(",");
      const headers = { ...token(), "Upload-Length": String(size), "Upload-Metadata": told };
      const response = await ask(root, { method: "POST", headers, signal }, 201);
      const address = response.headers.get("Location");
      if (!address) throw new Answered(404);   // somebody between us answered
      return new URL(address, new URL(root, location.href)).pathname;
    },
    async offset(url, signal) {
      return counted((await ask(url, { method: "HEAD", signal }, 200)).headers.get("Upload-Offset"));
    },
    async send(url, part, offset, way) {
      const headers = { ...VERSION, ...token(), "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
      return counted(await patch(url, part, headers, way));
    },
    /** {state, name, size, kind, reason} */
    async outcome(url, signal) {
      const response = await ask(url, { headers: { Accept: "application/json" }, signal }, 200);
      return response.json().catch(() => { throw new Answered(0); });
    },
    /** Nobody waits for this one; what stays behind expires by itself. */
    remove(url) { ask(url, { method: "DELETE", headers: token(), keepalive: true }, 204).catch(() => {}); },
  };
}
