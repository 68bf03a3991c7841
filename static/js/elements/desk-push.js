/** This browser agrees to push messages, or wants no more of them. The worker that shows them lives at /sw-desk.js. */
import { arm, chime } from "../lib/chime.js";

const raw = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));

class DeskPush extends HTMLElement {
  async connectedCallback() {
    const able = "serviceWorker" in navigator && "PushManager" in window;
    if (!able) return;
    for (const name of ["agree", "forget"]) this.button(name).addEventListener("click", () => this[name]());
    const worker = await navigator.serviceWorker.getRegistration("/desk/");
    this.show(await worker?.pushManager.getSubscription());
  }

  button(name) { return this.querySelector(`[data-do=${name}]`); }

  say(words) { this.querySelector("[role=status]").textContent = words; }

  show(subscription) {
    this.button("agree").hidden = Boolean(subscription);
    this.button("forget").hidden = !subscription;
  }

  async agree() {
    if (await Notification.requestPermission() !== "granted") { this.say(this.dataset.refused); return; }
    try {
      await navigator.serviceWorker.register(this.dataset.script, { scope: "/desk/" });
      const worker = await navigator.serviceWorker.getRegistration("/desk/");
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(this.dataset.key) });
      const { endpoint, keys } = subscription.toJSON();
      const said = await this.post(this.dataset.agree, { endpoint, ...keys, name: this.called() });
      if (!said.ok) { await subscription.unsubscribe(); throw new Error(String(said.status)); }
      location.reload();
    } catch { this.say(this.dataset.failed); }
  }

  async forget() {
    const worker = await navigator.serviceWorker.getRegistration("/desk/");
    const subscription = await worker?.pushManager.getSubscription();
    if (!subscription) return;
    await this.post(this.dataset.forget, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
    location.reload();
  }

  /** What its row is called: "Chrome, Linux". */
  called() {
    const brand = navigator.userAgentData?.brands?.find(one => !/not.?a.?brand|chromium/i.test(one.brand))?.brand
      ?? /(Firefox|Edg|Chrome|Safari)/.exec(navigator.userAgent)?.[1] ?? "";
    return [brand, navigator.userAgentData?.platform ?? navigator.platform].filter(Boolean).join(", ").slice(0, 80);
  }

  post(address, what) {
    const csrfmiddlewaretoken = document.querySelector("#wishes [name=csrfmiddlewaretoken]").value;
    return fetch(address, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken, ...what }), headers: { "HX-Request": "true" } });
  }
}

customElements.define("desk-push", DeskPush);
document.getElementById("play-sound")?.addEventListener("click", () => chime());
if (document.getElementById("play-sound")) arm();
for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
