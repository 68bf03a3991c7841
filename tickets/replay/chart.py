"""A replay as a picture: for each severity and tier, until when half and nine tenths were answered. Pure.

Positions are percent of the width, so that the same picture fits a phone and a wall; lengths grow by their
logarithm, for waits reach from a minute to a week.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tickets.replay.comparison import Row
from tickets.replay.figures import Figure

MINUTE, HOUR, DAY = 60, 3600, 86_400
SHORTEST = MINUTE  # whatever is shorter stands at the left edge
COARSE = (MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY)
FINE = (MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR)
HEAD, BAND, GAP = 24, 60, 16  # pixels: the axis, a row, between the two lines of a row


@dataclass(frozen=True)
class Tick:
    """A length on the axis."""

    seconds: int
    x: str
    anchor: str


@dataclass(frozen=True)
class Bar:
    """One line: up to the ninth decile, a mark at the median; `never` runs out of the picture."""

    figure: Figure
    y: int
    median: str
    end: str
    never: bool


@dataclass(frozen=True)
class Band:
    """One severity and tier: its words stand at `y`, then in force, then tried."""

    row: Row
    y: int
    before: Bar
    after: Bar


class Chart:
    """The whole picture of at least one row; `height` is in pixels."""

    def __init__(self, rows: Sequence[Row]) -> None:
        longest = max(
            (
                length
                for row in rows
                for it in (row.before, row.after)
                for length in (it.median, it.ninth)
                if length
            ),
            default=0.0,
        )
        scale = FINE if longest <= FINE[-1] else COARSE
        self._end = next((tick for tick in scale[1:] if tick >= longest), scale[-1])
        self.ticks = [self._tick(seconds) for seconds in scale if seconds <= self._end]
        self.bands = [self._band(row, HEAD + n * BAND) for n, row in enumerate(rows)]
        self.height = HEAD + BAND * len(rows)

    def _x(self, seconds: float) -> float:
        place = math.log(max(seconds, SHORTEST) / SHORTEST) / math.log(self._end / SHORTEST)
        return 100 * min(place, 1.0)

    def _tick(self, seconds: int) -> Tick:
        anchor = {SHORTEST: "start", self._end: "end"}.get(seconds, "middle")
        return Tick(seconds, f"{self._x(seconds):.2f}%", anchor)

    def _band(self, row: Row, y: int) -> Band:
        return Band(row, y + 16, self._bar(row.before, y + 30), self._bar(row.after, y + 30 + GAP))

    def _bar(self, figure: Figure, y: int) -> Bar:
        median = 100.0 if figure.median is None else self._x(figure.median)
        end = 100.0 if figure.ninth is None else self._x(figure.ninth)
        return Bar(figure, y, f"{median:.2f}%", f"{end:.2f}%", figure.ninth is None)
