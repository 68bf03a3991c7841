/** What other tabs of this browser should know at once: a text was sent. Closed while the page sleeps in the history. */
export function news(hear) {
  let channel = null;
  const open = () => {
    try { channel ??= new BroadcastChannel("drafts"); } catch { return; }   // no storage, no channel
    channel.onmessage = event => hear(event.data);
  };
  const close = () => { channel?.close(); channel = null; };
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
  return { tell: told => channel?.postMessage(told) };
}
