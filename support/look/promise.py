"""A promised time and how much of it is used: what the line draws and the words beside it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from support.look.times import MINUTE, duration, seconds_of

NEAR = 0.75  # the share from which a promise is in danger


@dataclass(frozen=True)
class Promise:
    """Time used of a promised time, in seconds; `state` is calm, near, past, paused or kept."""

    target: float
    waited: float
    state: str
    answered: bool = False

    @property
    def used(self) -> float:
        """Share of the promise used; 1 is the promise."""
        return self.waited / self.target

    @property
    def percent(self) -> int:
        """The share for a meter, whole and never above 100."""
        return min(100, int(self.used * 100))

    @property
    def words(self) -> str:
        """What stands beside the line: "8 min left", "1 h over", "due now", "answered in 37 min"."""
        if self.answered:
            said = _("answered in %(time)s") if self.state == "kept" else _("answered after %(time)s")
            return said % {"time": duration(self.waited, brief=True)}
        if self.state == "paused":
            return _("paused")
        left = self.target - self.waited
        if left >= MINUTE:
            return _("%(time)s left") % {"time": duration(left, brief=True)}
        if left > -MINUTE:
            return _("due now")
        return _("%(time)s over") % {"time": duration(-left, brief=True)}

    @property
    def meaning(self) -> str:
        """The same for ears: "52 min of 1 h"."""
        times = {"waited": duration(self.waited), "target": duration(self.target)}
        if self.answered:
            return _("answered after %(waited)s of %(target)s") % times
        if self.state == "paused":
            return _("%(waited)s of %(target)s, clock stopped") % times
        return _("%(waited)s of %(target)s") % times


def promise(
    *, target: timedelta | float, waited: timedelta | float, paused: bool = False, answered: bool = False
) -> Promise:
    """Weigh the time waited against the time promised; both in seconds or as timedeltas, `target` above 0.

    `paused`: our clock stands still because we wait for the customer. `answered`: `waited` is final.
    """
    promised, used = seconds_of(target), seconds_of(waited)
    if promised <= 0:
        raise ValueError("a promise needs a time")
    share = used / promised
    if share > 1:
        state = "past"
    elif answered:
        state = "kept"
    elif paused:
        state = "paused"
    else:
        state = "near" if share >= NEAR else "calm"
    return Promise(promised, used, state, answered)


class Wait(Protocol):
    """How long something takes, measured or reckoned."""

    @property
    def low(self) -> timedelta:
        """1 in 10 is sooner."""

    @property
    def median(self) -> timedelta:
        """Half are sooner."""

    @property
    def high(self) -> timedelta:
        """9 in 10 are sooner."""


@dataclass(frozen=True)
class Estimate:
    """A wait nobody promised, as a range in seconds: 1 in 10 below `low`, 9 in 10 below `high`."""

    low: float
    mid: float
    high: float
    waited: float | None = None

    @classmethod
    def of(cls, wait: "Wait") -> "Estimate":
        """Of anything that has `low`, `median` and `high` as timedeltas."""
        return cls(*(seconds_of(length) for length in (wait.low, wait.median, wait.high)))

    def share(self, seconds: float) -> float:
        """Where `seconds` stands on the line whose ring is `high`."""
        return min(2.0, seconds / self.high) if self.high > 0 else 0.0

    @property
    def from_words(self) -> str:
        """The lower bound: "2 min"."""
        return duration(self.low, brief=True)

    @property
    def about_words(self) -> str:
        """The middle: "about 6 min"."""
        return _("about %(time)s") % {"time": duration(self.mid, brief=True, rounding="near")}

    @property
    def under_words(self) -> str:
        """The bound we are held to: "14 min"."""
        return duration(self.high, brief=True, rounding="up")

    @property
    def words(self) -> str:
        """The range in one sentence: "about 6 min, 9 of 10 under 14 min"."""
        return _("%(about)s, 9 of 10 under %(under)s") % {
            "about": self.about_words,
            "under": self.under_words,
        }

    @property
    def waited_words(self) -> str:
        """A visitor's own wait: "4 min so far"; empty before they wait."""
        return (
            "" if self.waited is None else _("%(time)s so far") % {"time": duration(self.waited, brief=True)}
        )
