"""Two people set one field: the second is told, and writes over nothing. Other fields merge by themselves."""

from collections.abc import Callable

from tickets.models import Event, Ticket

Kind = Event.Kind
HANDS, TOPIC, SEVERITY, COMPLEXITY, SNOOZE = "hands", "topic", "severity", "complexity", "snooze"

# A field's value as a form carries it, to say what it was shown.
VALUE: dict[str, Callable[[Ticket], str]] = {
    SEVERITY: lambda ticket: str(ticket.severity),
    COMPLEXITY: lambda ticket: str(ticket.complexity),
    SNOOZE: lambda ticket: ticket.snoozed_until.isoformat() if ticket.snoozed_until else "",
}

# What happens to a ticket when a field of it is set.
SETS = {
    HANDS: (Kind.CLAIMED, Kind.ASSIGNED, Kind.RELEASED, Kind.ESCALATED),
    TOPIC: (Kind.REFILED,),
    SEVERITY: (Kind.REPRIORITISED,),
    COMPLEXITY: (Kind.CLASSIFIED,),
    SNOOZE: (Kind.SNOOZED, Kind.WOKEN),
}


class ChangedByAnother(Exception):
    """Somebody has set `field` since it was shown; `ticket` is as it is now."""

    field = ""

    def __init__(self, ticket: Ticket, field: str = "") -> None:
        super().__init__(ticket.reference)
        self.ticket, self.field = ticket, field or self.field

    @property
    def value(self) -> str:
        """What stands there now, as a form carries it."""
        return VALUE[self.field](self.ticket)

    @property
    def event(self) -> Event | None:
        """Who set it last, and when; None where nothing tells."""
        rows = self.ticket.events.filter(kind__in=SETS[self.field]).select_related("by").order_by("-seq")
        if self.field == SEVERITY:  # a promise that moved is no severity that was set
            return next((one for one in rows[:20] if _is_set(one)), None)
        return rows.first()


def _is_set(event: Event) -> bool:
    return bool(event.detail["before"]["severity"] != event.detail["after"]["severity"])


def check_seen(ticket: Ticket, field: str, seen: str | None, *, wanted: str) -> None:
    """Let a field of a held ticket be set that is as it was shown, or as it is wanted already.

    `seen` None asks nothing. Raises ChangedByAnother.
    """
    if seen is not None and VALUE[field](ticket) not in {seen, wanted}:
        raise ChangedByAnother(ticket, field)
