/** <pay-toll data-challenge data-worker>: this browser reckons what the house asks for (tickets/tolls.py) and sends the form again.
    Without a challenge, or where no worker runs, the words inside say when to send it. */
class PayToll extends HTMLElement {
  static observedAttributes = ["data-challenge"];

  attributeChangedCallback() { if (this.isConnected) this.pay(); }

  connectedCallback() { this.pay(); }

  disconnectedCallback() { this.worker?.terminate(); }

  /** Both callbacks come for a new element, and either alone when a page is morphed: one challenge is reckoned once. */
  pay() {
    const challenge = this.dataset.challenge;
    if (!challenge || challenge === this.reckoned) return;
    this.worker?.terminate();
    this.reckoned = challenge;
    queueMicrotask(() => this.reckon(JSON.parse(challenge)));   // what is inside may not be there yet
  }

  reckon(task) {
    try { this.worker = new Worker(this.dataset.worker, { type: "module" }); } catch { return; }
    const asked = this.querySelector("[data-said]").textContent;
    this.say(this.dataset.checking);
    this.worker.onmessage = ({ data }) => {
      if ("left" in data) this.left(data.left);
      else this.send(task, data.number);
    };
    this.worker.onerror = () => { this.say(asked); this.left(0); };
    this.worker.postMessage(task);
  }

  send({ algorithm, challenge, salt, signature }, number) {
    this.worker.terminate();
    this.left(0);
    this.say(this.dataset.sending);
    this.querySelector("[name=toll]").value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    this.closest("form").requestSubmit();
  }

  say(words) { this.querySelector("[data-said]").textContent = words; }

  left(seconds) {
    this.querySelector("[data-seconds]").textContent = seconds ? this.dataset.left.replace("{seconds}", seconds) : "";
  }
}
customElements.define("pay-toll", PayToll);
