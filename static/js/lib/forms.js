/** A form marked [data-once] is sent once: its button is busy until the page changes or the answer is swapped in.
    A refused form brings its list of problems into view. */
export function forms(root) {
  root.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "true";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  const again = () => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-busy=true]")?.removeAttribute("aria-busy");
    }
  };
  addEventListener("pageshow", again);
  root.addEventListener("htmx:afterRequest", again);
  root.addEventListener("htmx:afterSettle", event => event.detail.requestConfig?.elt.matches("form") && attend(root));
  attend(root);
}

function attend(root) {
  const place = root.querySelector("[data-attention]"), folded = place?.closest("details:not([open])");
  if (folded) folded.open = true;
  place?.focus();
}
