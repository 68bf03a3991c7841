/** [data-opens="id"] opens that <dialog> above the page, [data-closes] closes the one it is in; the backdrop closes too. */
export function dialogs(root) {
  root.addEventListener("click", event => {
    const opens = event.target.closest("[data-opens]");
    if (opens) {
      const dialog = document.getElementById(opens.dataset.opens);
      if (dialog && !dialog.open) dialog.showModal();
      return;
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    else if (event.target.matches("dialog[open]") && outside(event.target, event)) event.target.close();
  });
}

function outside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
