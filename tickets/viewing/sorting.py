"""In which orders a view may stand: each is walked along an index, or sorts no more than was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.severity import Severity
from tickets.viewing.places import Place

OPEN = Q(resolved_at=None)
PROMISED = Q(due_at__isnull=False)
AT_RISK = Q(severity=Severity.S0)


@dataclass(frozen=True)
class Sort:
    """By a column (none: by age), then by age; `lanes` stand behind each other; it shows `only` these."""

    words: str | Promise
    column: str = ""
    falls: bool = False
    lanes: Sequence[Q] = field(default_factory=lambda: [Q()])
    only: Q = field(default_factory=Q)

    @property
    def order(self) -> tuple[str, str]:
        """As order_by takes it: the column or a stand-in, and the id that breaks ties."""
        sign = "-" if self.falls else ""
        return f"{sign}{self.column or 'pk'}", f"{sign}pk"

    def knows(self, place: Place) -> bool:
        """Whether a place can be one of this order; an address may say anything."""
        at = isinstance(place.value, datetime) and place.value.tzinfo is not None
        moment = self.column.endswith(("_at", "_until"))
        number = isinstance(place.value, int) and not moment
        fits = bool(self.column) if place.value is None else at == moment != number
        return 0 <= place.lane < len(self.lanes) and fits

    def key(self, place: Place) -> tuple[int, float, int]:
        """The same order for places that are sorted by hand."""
        value = place.value.timestamp() if isinstance(place.value, datetime) else place.value or 0
        sign = -1 if self.falls else 1
        return place.lane, sign * value, sign * place.pk


# Money at risk is never hidden behind older, lesser promises; whom we wait for was promised nothing.
SORTS: Mapping[str, Sort] = {
    "due": Sort(
        _("soonest promise first"),
        "due_at",
        lanes=[PROMISED & AT_RISK, PROMISED & ~AT_RISK, Q(due_at=None)],
        only=OPEN,
    ),
    "gravest": Sort(_("gravest first"), "severity", only=OPEN),
    "newest": Sort(_("newest first"), falls=True),
    "oldest": Sort(_("oldest first")),
    "back": Sort(_("soonest back first"), "snoozed_until", only=OPEN & Q(snoozed_until__isnull=False)),
    "solved": Sort(_("last solved first"), "resolved_at", falls=True, only=Q(resolved_at__isnull=False)),
}
