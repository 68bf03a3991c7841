/** How the live line stands: shown by its notice, and said aloud in words that were there before it was shown. */
export function show(state) {
  document.documentElement.dataset.connection = state;
  const said = document.getElementById("connection-said");
  if (!said) return;
  const notice = document.querySelector(`.connection[data-when="${state}"]`);
  const back = state === "live" && said.textContent ? said.dataset.back : "";
  said.textContent = notice ? notice.textContent.trim().replace(/\s+/g, " ") : back;
}
