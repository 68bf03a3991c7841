"""How long an answer will take, as a range, from the line as it is now. Pure; every time is in minutes.

Who stands behind `n` others, where `people` answer `pace` a minute each and whoever waits gives up after
`patience` on average, waits for n - people + 1 to be answered or to leave, and then for the own answer:

    Σ 1/(people·pace + i·1/patience), i = 0 … n - people,   + 1/pace

(QLm: Whitt 1999; Ibrahim and Whitt, Management Science 55, 2009). The variance is the sum of the squares; a
gamma of that mean and variance is the wait when the pace is known. It is not: it is measured from `answered`
answers, which makes the wait a ratio of two gammas, a beta-prime. For one pair of hands and m answers in T
minutes that is W = T·x/(1-x), x of Beta(n+1, m+½).

Who may be overtaken by later ones waits longer by what they bring (Kleinrock 1964): `overtaking` a minute.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from tickets import beta

FEWEST = 5  # answers; from fewer nothing can be said
LOW, MID, HIGH = 0.1, 0.5, 0.9  # 8 of 10 waits lie between the first and the last
LONGEST = 24 * 60.0  # what would take longer is not forecast
LEAST_LEFT = (
    0.2  # of the pace, whatever overtakes: beyond that the line does not move, and nobody can say when
)
MARKS = (*(0, 1, 2, 3, 5, 10, 15, 20, 30, 45), *(60 * h for h in (1, 1.5, 2, 3, 4, 6, 8, 12, 24)))

Span = tuple[float, float]


@dataclass(frozen=True)
class Pace:
    """`answered` of those who waited were answered in `minutes` of somebody's work, one after the other."""

    answered: int
    minutes: float

    @property
    def of_one(self) -> float:
        """Answers a minute of one who has somebody to answer."""
        return self.answered / self.minutes


@dataclass(frozen=True)
class Range:
    """1 in 10 waits less than `low`, half less than `mid`, 9 in 10 less than `high`."""

    low: float
    mid: float
    high: float

    def after(self, waited: float) -> "Range":
        """The whole wait of who has waited so long already."""
        return Range(self.low + waited, self.mid + waited, self.high + waited)

    def outward(self) -> "Range":
        """The same in numbers people say: the low end rounded down, the high end up, the middle near."""
        low = max(mark for mark in MARKS if mark <= self.low)
        high = min((mark for mark in MARKS if mark >= self.high), default=self.high)
        mid = min(MARKS, key=lambda mark: abs(mark - self.mid))
        return Range(low, min(max(mid, low, min(1, high)), high), high)


def pace(waits: Iterable[Span], *, people: int, since: float, now: float) -> Pace | None:
    """The pace of one person, between two instants; None under FEWEST answers.

    `waits` are (began, ended) of everybody who waited; an end after `now` is one who still waits. Nobody is
    busy with more than one, and while fewer wait than there are people only so many are at work: answers
    over ∫ min(waiting, people) dt, the likeliest pace of exponential work (Wolff 1965).
    """
    spans = [(max(begin, since), end) for begin, end in waits if end > since and begin < now]
    steps = sorted({since, now, *(t for span in spans for t in span if since <= t <= now)})
    turns = sorted([(begin, 1) for begin, _ in spans] + [(end, -1) for _, end in spans if end <= now])
    worked, waiting, at = 0.0, 0, 0
    for here, there in pairwise(steps):
        while at < len(turns) and turns[at][0] <= here:
            waiting += turns[at][1]
            at += 1
        worked += min(waiting, max(people, 1)) * (there - here)
    answered = sum(end <= now for _, end in spans)
    return Pace(answered, worked) if answered >= FEWEST and worked > 0 else None


def forecast(
    ahead: int | Callable[[float], int],
    *,
    pace: Pace | None,
    people: int,
    patience: float | None = None,
    overtaking: float = 0.0,
) -> Range | None:
    """How long who comes now, or stands behind `ahead` others, will wait; None where nobody can say.

    `ahead` may be asked how many of those who wait now would still be served first in so many minutes: with
    promises of different length the order changes while all wait.
    """
    if pace is None or pace.answered < FEWEST or people < 1:
        return None
    speed = pace.of_one * people
    slowed = max(speed - overtaking, speed * LEAST_LEFT) / speed
    number = ahead if isinstance(ahead, int) else _settled(ahead, pace, people, patience, slowed)
    mean, spread = _moments(number, pace.of_one * slowed, people, patience)
    if mean > LONGEST:
        return None
    scale = spread / mean
    low, mid, high = (
        scale * pace.answered * x / (1 - x)
        for x in (beta.quantile(share, mean / scale, pace.answered + 0.5) for share in (LOW, MID, HIGH))
    )
    return Range(low, mid, high)


def _moments(ahead: int, of_one: float, people: int, patience: float | None) -> Span:
    """The mean and the variance of the wait behind `ahead` others, the pace being known."""
    leaving = 1 / patience if patience else 0.0
    rates = [people * of_one + i * leaving for i in range(max(0, ahead - people + 1))]
    steps = [1 / rate for rate in (*rates, of_one)]
    return sum(steps), sum(step * step for step in steps)


def _settled(
    ahead: Callable[[float], int], pace: Pace, people: int, patience: float | None, slowed: float
) -> int:
    """How many are served first in truth: w = wait(ahead(w)), by bisection (iterating is biased)."""

    def late(minutes: float) -> bool:
        mean, _ = _moments(ahead(minutes), pace.of_one * slowed, people, patience)
        return mean > minutes

    low, high = 0.0, LONGEST
    for _ in range(12):
        middle = (low * high) ** 0.5 if low else high / 8
        low, high = (middle, high) if late(middle) else (low, middle)
        if high - low < 0.25:
            break
    return ahead(high)
