"""A table of promises, pure: what is promised, and whether the table as a whole may stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tickets.severity import Severity

FIRST, NEXT, UPDATE, RESOLUTION = "first", "next", "update", "resolution"
NEVER_MISSING = (FIRST, NEXT)  # promises every customer has
UNPROMISED = 72 * 3600  # seconds a reply takes at most where nothing is promised


@dataclass(frozen=True)
class Cell:
    """One promise: `clock` within `seconds`, by severity, rank of the tier and channel ("" is every one)."""

    clock: str
    severity: int
    rank: int
    channel: str
    seconds: int
    around_the_clock: bool = True


@dataclass(frozen=True)
class Problem:
    """Why a table may not stand, and which cell to mend."""

    clock: str
    severity: int
    rank: int
    channel: str
    words: str


class Table:
    """Cells, looked up as promises are: one for the channel beats one for all, a lower tier's helps out."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = {(cell.clock, cell.severity, cell.rank, cell.channel): cell for cell in cells}
        self.ranks = sorted({cell.rank for cell in self.cells.values()})

    def promised(self, clock: str, *, severity: int, rank: int, channel: str) -> Cell | None:
        """The promise for a ticket; None when there is none. A reply is always promised within UNPROMISED."""
        for lower in (known for known in reversed(self.ranks) if known <= rank):
            for door in (channel, ""):
                if cell := self.cells.get((clock, severity, lower, door)):
                    return cell
        return Cell(clock, severity, rank, channel, UNPROMISED) if clock in NEVER_MISSING else None

    def problems(self, ranks: Sequence[int]) -> list[Problem]:
        """What is wrong with the table for these ranks of tiers, lowest first."""
        found = [
            Problem(clock, severity, rank, "", _("Something must be promised here."))
            for clock in NEVER_MISSING
            for severity in Severity.values
            for rank in ranks
            if (clock, severity, rank, "") not in self.cells
        ]
        found += [
            Problem(cell.clock, cell.severity, cell.rank, cell.channel, words)
            for cell in self.cells.values()
            if (words := self._wrong(cell))
        ]
        named = {(it.clock, it.severity, it.rank, it.channel) for it in found}
        found += [
            it for it in self._slower(ranks) if (it.clock, it.severity, it.rank, it.channel) not in named
        ]
        return sorted(found, key=lambda it: (it.clock, it.channel, it.severity, it.rank))

    def _slower(self, ranks: Sequence[int]) -> Iterator[Problem]:
        """Where a tier is promised less than one below it, also by a gap that another cell fills."""
        rows = {(cell.clock, cell.severity, cell.channel) for cell in self.cells.values()}
        for clock, severity, channel in rows:
            lower: list[Cell] = []
            for rank in sorted({*ranks, *self.ranks}):
                if cell := self.promised(clock, severity=severity, rank=rank, channel=channel):
                    if words := _slower_words(cell, lower):
                        yield Problem(clock, severity, rank, channel, words)
                    lower.append(cell)

    def _wrong(self, cell: Cell) -> str:
        if cell.seconds < 30:
            return _("Half a minute is the least that can be promised.")
        row = [
            other
            for other in self.cells.values()
            if (other.clock, other.severity, other.channel) == (cell.clock, cell.severity, cell.channel)
        ]
        if cell.severity == Severity.S0:
            first = min(row, key=lambda other: other.rank)
            if not cell.around_the_clock:
                return _("S0 is promised day and night.")
            same = (cell.seconds, cell.around_the_clock) == (first.seconds, first.around_the_clock)
            return "" if same else _("S0 promises the same to every tier.")
        return ""


def _slower_words(cell: Cell, lower: Iterable[Cell]) -> str:
    if any(other.seconds < cell.seconds for other in lower):
        return _("A lower tier would be answered faster than this one.")
    if any(other.around_the_clock > cell.around_the_clock for other in lower):
        return _("A lower tier's clock runs day and night; this one must, too.")
    return ""
