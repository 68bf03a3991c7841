"""How the tables are written: a line a door, a column a kind of person.

A verdict is a status, or `in` for a redirect to the sign-in, or `to` for a redirect elsewhere. One verdict
alone is everybody's. `about` is what is asked for (tests/permissions/stage.py); `-` is nothing in particular.
"""

from dataclasses import dataclass

WHO = ("anon", "carl", "cleo", "gus", "ada", "ben", "sam", "root", "key", "bare")
GOOD = {"200", "201", "204", "303", "to", "open"}


@dataclass(frozen=True)
class Row:
    """What comes of one method at one door, for everybody."""

    route: str
    method: str
    about: str
    verdicts: dict[str, str]

    @property
    def title(self) -> str:
        """As a failure names it."""
        return f"{self.method} {self.route} {self.about}"

    @property
    def opens(self) -> bool:
        """Whether the door opens for somebody, or answers somebody that this is not what is done here."""
        return bool(set(self.verdicts.values()) & (GOOD | {"405"}))


def rows(text: str) -> list[Row]:
    """A table's lines; its comments and its head are left out."""
    found = []
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        route, method, about, *verdicts = words
        if len(verdicts) == 1:
            verdicts *= len(WHO)
        assert len(verdicts) == len(WHO), line
        found.append(Row(route, method, about, dict(zip(WHO, verdicts, strict=True))))
    return found
