"""Is everybody served alike? Waits and kept promises by tier, language and door, the worst first.

Groups below the smallest size are not judged: of five cases no share can be told. They are listed and counted
together. The others stand in the order of the upper bound of their interval, so that a group which is worse
than everybody, even with the benefit of the doubt, comes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support import wilson
from support.people.models import Tier
from support.reports import facts
from tickets.desk.words import door

FEWEST = 20  # cases below which nothing is judged, unless asked otherwise
WORSE, LIKE, BETTER = "worse", "like", "better"
VERDICTS = {
    WORSE: ("down-arrow", gettext_lazy("worse")),
    LIKE: ("", gettext_lazy("no difference seen")),
    BETTER: ("up-arrow", gettext_lazy("better")),
}


@dataclass(frozen=True)
class Row:
    """One group with its share of kept promises; the whole interval below everybody's share is WORSE."""

    group: facts.Group
    tier: Tier | None
    names: tuple[str, ...]  # of what is told apart, in words
    low: float
    high: float
    verdict: str = LIKE

    @property
    def share(self) -> float:
        """Kept of all cases."""
        return self.group.kept / self.group.cases

    @property
    def said(self) -> tuple[str, str]:
        """The verdict's icon and words."""
        icon, words = VERDICTS[self.verdict]
        return icon, str(words)

    @property
    def name(self) -> str:
        """The group in one line."""
        return ", ".join(self.names)


@dataclass(frozen=True)
class Report:
    """Judged groups, the worst first; the small ones, the largest first, and together; everybody."""

    rows: list[Row]
    small: list[Row]
    together: Row | None
    everybody: Row | None
    still_waiting: int  # within their promise: not decided yet
    unanswered: int  # ended without an answer before they were due: not judged


def report(asked: facts.Asked, *, fewest: int = FEWEST) -> Report:
    """Weigh every group against everybody."""
    found = facts.gather(asked, fewest=fewest)
    names = _Names(asked.apart)
    everybody = _row(found.everybody, (_("Everybody"),)) if found.everybody else None
    rows = [
        _row(group, names.of(group), names.tiers.get(group.tier), everybody)
        for group in found.groups
        if group.cases >= fewest
    ]
    small = [
        _row(group, names.of(group), names.tiers.get(group.tier))
        for group in found.groups
        if group.cases < fewest
    ]
    still_waiting, unanswered = facts.undecided(asked)
    return Report(
        rows=sorted(rows, key=lambda row: (row.high, row.low, row.name)),
        small=sorted(small, key=lambda row: (-row.group.cases, row.name)),
        together=_row(found.few, (_("Too small, together"),)) if found.few else None,
        everybody=everybody,
        still_waiting=still_waiting,
        unanswered=unanswered,
    )


def _row(
    group: facts.Group, names: tuple[str, ...], tier: Tier | None = None, everybody: Row | None = None
) -> Row:
    low, high = wilson.interval(group.kept, group.cases)
    whole = everybody.share if everybody else None
    verdict = LIKE if whole is None else WORSE if high < whole else BETTER if low > whole else LIKE
    return Row(group, tier, names, low, high, verdict)


class _Names:
    """What groups are called, of the dimensions that are told apart."""

    def __init__(self, apart: Sequence[str]) -> None:
        self.apart = [name for name in facts.DIMENSIONS if name in apart]
        self.tiers = {tier.pk: tier for tier in Tier.objects.all()}
        self.languages = dict(settings.LANGUAGES)

    def of(self, group: facts.Group) -> tuple[str, ...]:
        """As "Pro", "German", "E-mail"."""
        tier = self.tiers.get(group.tier)
        said = {
            "tier": tier.name if tier else "–",
            "language": str(self.languages.get(group.language, group.language)),
            "channel": door(group.channel)[1],
        }
        return tuple(said[name] for name in self.apart)
