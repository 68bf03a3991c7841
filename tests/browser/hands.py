"""How somebody acts on a page: by mouse or finger, or by the keyboard alone; stories are written once.

The keyboard's hand presses nothing but keys, and fails where the focus is not seen or lies under something.
"""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, TimeoutError, expect

PASSES_BY = 10_000  # ms
MOST = 90  # presses of Tab until somebody gives up
HAS_FOCUS = "element => element === document.activeElement"
IS_BEFORE = """element => Boolean(
  document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)"""
# The outline stands on the element or, for a control that is drawn by its label, around that.
SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  if (at.matches("input[type^=date]:not(:focus)")) return "";  // on its calendar, which the browser marks
  const drawn = element => element && parseFloat(getComputedStyle(element).outlineWidth) > 0
    && getComputedStyle(element).outlineStyle !== "none";
  const label = at.closest("label");
  const around = at.closest(".search, .door, .mine-row, .results-item, .queue-row");
  const host = [at, label, label?.firstElementChild, around].find(drawn);
  if (!host) return "no outline";
  const box = host.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return "outside of the window";
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return host.contains(top) || top?.contains(host) || label?.contains(top) ? "" : "under something else";
}"""


class Hand:
    """By mouse or finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def presses(self, target: Locator) -> None:
        """A button, a link or the head of what unfolds."""
        target.click()

    def types(self, target: Locator, said: str) -> None:
        """Into an empty box, as pasted."""
        target.fill(said)

    def moment(self, target: Locator, said: str) -> None:
        """`2026-11-19T14:05` into a box for day and time."""
        target.fill(said)

    def chooses(self, target: Locator, name: str) -> None:
        """One of a list, by its beginning; a box that searches is typed into first."""
        self.page.wait_for_load_state()  # until then a plain list stands where a script puts such a box
        if target.get_attribute("role") == "combobox":
            target.fill(name)
            self.page.get_by_role("option", name=name).first.click()
        else:
            target.select_option(target.locator("option", has_text=name).first.get_attribute("value"))

    def ticks(self, target: Locator) -> None:
        """A box, or one of several."""
        target.check()

    def brings(self, opener: Locator, *files: FilePayload) -> None:
        """Files by the button that asks for them, or into the bare control."""
        if opener.get_attribute("type") == "file":
            opener.set_input_files(list(files))
        else:
            self._chooser(lambda: self.presses(opener), *files)

    def _chooser(self, ask: Callable[[], None], *files: FilePayload) -> None:
        with self.page.expect_file_chooser() as asked:
            ask()
        asked.value.set_files(list(files))


class Keys(Hand):
    """By the keyboard alone: Tab, Shift+Tab, Enter, Space, arrows and letters."""

    def reaches(self, target: Locator) -> None:
        """Tab to it, the way it lies; each stop on the way shows where the focus is."""
        expect(target).to_be_visible()
        way = "Shift+Tab" if target.evaluate(IS_BEFORE) else "Tab"
        for _ in range(MOST):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press(way)
            self._sees_the_focus()
        raise AssertionError(f"{MOST} presses of {way} do not reach {target}")

    def _sees_the_focus(self) -> None:
        """Where the focus is; what passes by (a toast, a pane that scrolls) may lie over it for a while."""
        try:
            self.page.wait_for_function(f"() => !({SEEN})()", timeout=PASSES_BY)
        except TimeoutError as hidden:
            at = self.page.evaluate(f"[({SEEN})(), document.activeElement.outerHTML.slice(0, 300)]")
            raise AssertionError(at) from hidden

    def presses(self, target: Locator) -> None:
        """Enter, wherever it works; what unfolds and buttons take it as links do."""
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def types(self, target: Locator, said: str) -> None:
        """Pasted, as somebody does who was sent it."""
        self.reaches(target)
        self.page.keyboard.insert_text(said)

    def moment(self, target: Locator, said: str) -> None:
        """Part by part, in the order an English browser shows."""
        if target.get_attribute("type") == "text":  # a line for words: no script put a picker there
            self.types(target, said)
            return
        day, time = said.split("T")
        (year, month, date), (hour, minute) = day.split("-"), time.split(":")
        self.reaches(target)
        self.page.keyboard.type(f"{month}{date}{year}")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(f"{(int(hour) - 1) % 12 + 1:02}{minute}{'P' if int(hour) > 11 else 'A'}")
        expect(target).to_have_value(said)

    def chooses(self, target: Locator, name: str) -> None:
        """By its first letters; a box that searches takes them as well, and then Enter."""
        self.page.wait_for_load_state()
        self.reaches(target)
        self.page.keyboard.type(name)
        if target.get_attribute("role") == "combobox":
            self.page.keyboard.press("Enter")

    def ticks(self, target: Locator) -> None:
        """Space ticks; of several, arrows lead to the one that is meant."""
        if target.get_attribute("type") == "radio":
            name = target.get_attribute("name")
            self.reaches(self.page.locator(f"input[type=radio][name='{name}']").first)
            self.page.keyboard.press("Space")
            for _ in range(MOST):
                if target.evaluate(HAS_FOCUS):
                    break
                self.page.keyboard.press("ArrowRight")
        else:
            self.reaches(target)
            self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def brings(self, opener: Locator, *files: FilePayload) -> None:
        """Enter opens the list of files, from a button and from the bare control."""
        self._chooser(lambda: self.presses(opener), *files)
