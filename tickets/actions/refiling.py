"""An agent says what a ticket is about: the topic changes, and what hangs on it follows, never downwards."""

from typing import Any

from django.db import transaction

from support.people.models import User
from tickets.actions.clashes import TOPIC, ChangedByAnother
from tickets.actions.hands import ANYBODY, assign
from tickets.actions.history import hold, record
from tickets.actions.priorities import reprioritise
from tickets.models import Event, Ticket, Topic

ANYTHING = 0  # no topic's id


class ClosedForGood(Exception):
    """Nothing about a closed ticket is changed any more."""


class RefiledByAnother(ChangedByAnother):
    """Somebody has set another topic since the page was shown; `ticket.topic` is what they say."""

    field = TOPIC


@transaction.atomic
def refile(
    ticket: Ticket,
    *,
    topic: Topic | None,
    by: User,
    hand_over: bool = False,
    suggested: bool = False,
    seen: int | None = ANYTHING,
    seen_with: int | None = ANYBODY,
) -> Ticket:
    """Say what a ticket is about; it takes the graver of both severities, and what was waited stays waited.

    Less grave it gets by `reprioritise` alone, with a reason. `hand_over` puts it into the queue of the
    topic's team, at its old place. `suggested` when the guesser had proposed it. Where it is already changes
    nothing. Raises ClosedForGood; RefiledByAnother when its topic is neither this one nor the one `seen` (an
    id, None for no topic); TakenByAnother as `assign`, and then nothing has changed.
    """
    ticket = hold(ticket)
    if ticket.closed_at:
        raise ClosedForGood
    was = ticket.topic
    if seen != ANYTHING and ticket.topic_id not in {seen, topic and topic.pk}:
        raise RefiledByAnother(ticket)
    if was != topic:
        ticket.topic = topic
        ticket.save(update_fields=["topic"])
        told: dict[str, Any] = {"before": was.slug if was else "", "after": topic.slug if topic else ""}
        told |= {"names": {"before": was.names if was else {}, "after": topic.names if topic else {}}}
        told |= {"suggested": True} if suggested else {}
        record(ticket, Event.Kind.REFILED, by=by, **told)
        graver = min(ticket.severity, topic.severity) if topic else ticket.severity
        ticket = reprioritise(ticket, severity=graver, by=by, why=_why(was, topic))
    if topic and hand_over and ticket.team_id != topic.team_id:
        ticket = assign(ticket, by=by, team=topic.team, seen_with=seen_with)
    return ticket


def _why(was: Topic | None, topic: Topic | None) -> str:
    """As the history tells it: "My account is locked → I lost my 2FA device"."""
    names = [one.names.get("en", one.slug) for one in (was, topic) if one]
    return " → ".join(names)
