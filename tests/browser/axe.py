"""What keeps people out of a page, as axe-core finds it (tests/vendor/axe; WCAG 2.2 AA and good practice)."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run({ runOnly: tags, preload: false, resultTypes: ['violations'] })"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def violations(page: Page) -> list[str]:
    """Each broken rule with the part of the page that breaks it, one a line; [] when nothing does.

    The source is evaluated from outside, so that the page's content policy stays as it is.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    broken = page.evaluate(RUN, TAGS)["violations"]
    return [f"{rule['id']}: {place}" for rule in broken for place in _places(rule)]


def nothing_in_the_way(page: Page) -> None:
    """Assert that axe finds nothing, and that nothing scrolls sideways."""
    found = violations(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


class Round:
    """A walk along the states of some pages; what is in the way is told at its end, all at once."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.troubles: list[str] = []

    def looks(self, page: Page, state: str) -> None:
        """Wide by day and narrow by night; where LOOK names a folder, a picture of each is kept there."""
        self.seen.append(state)
        for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            where = f"{state}, {size['width']} {scheme}"
            self.troubles += [f"{where}: {one}" for one in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.troubles.append(f"{where}: scrolls sideways")
            if folder := os.environ.get("LOOK"):
                name = state.replace(" ", "-")
                page.screenshot(path=Path(folder) / f"{name}-{size['width']}-{scheme}.png", full_page=True)


def walking() -> Iterator[Round]:
    """A round whose troubles are told at its end; a fixture of whoever needs one."""
    walk = Round()
    yield walk
    assert walk.seen
    assert not walk.troubles, "\n".join(walk.troubles)


@cache
def _source() -> str:
    return (Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js").read_text()


def _places(rule: dict[str, Any]) -> Iterator[str]:
    for node in rule["nodes"]:
        why = " ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
        yield f"{' '.join(map(str, node['target']))}: {why or rule['help']} {node['html'][:200]}"
