"""Which kinds of decisions there are about a ticket's place, for Python and for the database alike."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from tickets.models import Event

Kind = Event.Kind
NEXT, HAND, PUSHED, ASSIGNED, RELEASED, BACK, REPRICED, TIER, ESCALATED, MERGED, UNMERGED = (
    *("next", "hand", "pushed", "assigned"),
    *("released", "back", "repriced", "tier"),
    *("escalated", "merged", "unmerged"),
)
KINDS = {
    NEXT: gettext_lazy("Taken by Next"),
    HAND: gettext_lazy("Taken by hand"),
    PUSHED: gettext_lazy("Given by the house"),
    ASSIGNED: gettext_lazy("Assigned by somebody"),
    RELEASED: gettext_lazy("Put into a queue by somebody"),
    BACK: gettext_lazy("Taken back by the house"),
    REPRICED: gettext_lazy("Priority changed"),
    TIER: gettext_lazy("Tier changed"),
    ESCALATED: gettext_lazy("Escalated"),
    MERGED: gettext_lazy("Merged"),
    UNMERGED: gettext_lazy("Merging undone"),
}

# By containment: unlike a look-up by key it is never NULL, so that its opposite holds all others.
_pushed = Q(detail__has_key="pushed") & ~Q(detail__contains={"pushed": False})
_by_hand = Q(detail__contains={"by_hand": True})
_tier = Q(kind=Kind.IDENTIFIED) | Q(kind=Kind.REPRIORITISED, detail__contains={"cause": "tier"})
WHERE: dict[str, Q] = {  # which events are of a kind; the same as kind_of
    NEXT: Q(kind=Kind.CLAIMED) & ~_by_hand & ~_pushed,
    HAND: Q(kind=Kind.CLAIMED) & _by_hand & ~_pushed,
    PUSHED: Q(kind__in=[Kind.CLAIMED, Kind.ASSIGNED]) & _pushed,
    ASSIGNED: Q(kind=Kind.ASSIGNED) & ~_pushed,
    RELEASED: Q(kind=Kind.RELEASED, by__isnull=False),
    BACK: Q(kind=Kind.RELEASED, by=None),
    REPRICED: Q(kind=Kind.REPRIORITISED) & ~_tier,
    TIER: _tier,
    ESCALATED: Q(kind=Kind.ESCALATED),
    MERGED: Q(kind=Kind.MERGED),
    UNMERGED: Q(kind=Kind.UNMERGED),
}


def kind_of(event: Event) -> str:
    """Which of KINDS a decision is."""
    if event.kind in {Kind.CLAIMED, Kind.ASSIGNED} and event.detail.get("pushed", False) is not False:
        return PUSHED
    if event.kind == Kind.CLAIMED:
        return HAND if event.detail.get("by_hand") is True else NEXT
    if event.kind in {Kind.ESCALATED, Kind.MERGED, Kind.UNMERGED}:
        return str(event.kind)
    if event.kind == Kind.ASSIGNED:
        return ASSIGNED
    if event.kind == Kind.RELEASED:
        return RELEASED if event.by_id else BACK
    return TIER if event.kind == Kind.IDENTIFIED or event.detail.get("cause") == "tier" else REPRICED
