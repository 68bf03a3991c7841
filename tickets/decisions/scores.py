"""A ticket's score at a moment, as its events keep it: a sentence and a bar."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support.look.promise import Promise, promise
from support.look.times import duration, percent


@dataclass(frozen=True)
class Score:
    """How a ticket stood at a moment: what was promised to whom, and the share of it that was used."""

    target: int  # seconds; 0 was not kept
    used: float | None = None  # None when nobody waited for us, or nothing was kept
    waited: float | None = None  # open seconds; not kept at first
    severity: int | None = None
    tier: str = ""
    calendar: str | None = None  # "" is round the clock; None was not kept
    place: int | None = None

    @property
    def line(self) -> Promise | None:
        """For the bar."""
        if self.used is None:
            return None
        whole = self.target or 1
        return promise(target=whole, waited=self.used * whole)

    @property
    def words(self) -> str:
        """One sentence: "62 % of the 4 h promised to Pro at S1 were used: 2 h 28 min of open time"."""
        whom, said = self._whom, {"target": duration(self.target), "whom": self._whom}
        if self.used is None:
            return (
                _("Promised %(whom)s within %(target)s.") if whom else _("Promised within %(target)s.")
            ) % said
        said["share"] = percent(self.used)
        if not self.target:
            return _("%(share)s of the promise were used.") % said
        if whom:
            begins = _("%(share)s of the %(target)s promised %(whom)s were used") % said
        else:
            begins = _("%(share)s of the %(target)s promised were used") % said
        return f"{begins}: {self._waited}"

    @property
    def _whom(self) -> str:
        if not self.tier or self.severity is None:
            return ""
        return _("to %(tier)s at S%(severity)d") % {"tier": self.tier, "severity": self.severity}

    @property
    def _waited(self) -> str:
        waited = (self.used or 0) * self.target if self.waited is None else self.waited
        said = {"time": duration(waited), "calendar": self.calendar}
        if self.calendar is None:
            return said["time"] or ""
        words = _("%(time)s of open time (%(calendar)s)") if self.calendar else _("%(time)s, day and night")
        return words % said


def score(told: Any, detail: dict[str, Any], *, tier: str = "") -> Score | None:
    """A standing as an event keeps it; the first desks kept only the target, in seconds."""
    told = {"target": told} if isinstance(told, int) else told
    if not told.keys() & {"target", "used"}:
        return None
    return Score(
        target=told.get("target", 0),
        used=told.get("used"),
        waited=told.get("waited"),
        severity=told.get("severity"),
        tier=tier or detail.get("tier", ""),
        calendar=told.get("calendar"),
        place=told.get("place"),
    )
