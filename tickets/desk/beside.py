"""Side conversations as they are shown beside their ticket."""

from dataclasses import dataclass

from support.people.models import Team, User
from tickets.desk.aside_form import SideForm
from tickets.models import SideConversation, Ticket


@dataclass(frozen=True)
class Shown:
    """A side conversation as one of us reads it."""

    aside: SideConversation
    answers: bool  # whether the reader stands on the side that is asked
    form: SideForm


def beside(ticket: Ticket, user: User, *, whole: list[int] | None = None) -> list[Shown]:
    """The side conversations of a ticket and of what was merged into it, the oldest first.

    `whole`: the ids of the ticket and its parts, where they are known already.
    """
    rows = SideConversation.objects.filter(ticket__in=whole or ticket.whole()).order_by("pk")
    shown = list(rows.select_related("team", "colleague", "by", "calendar").prefetch_related("lines__author"))
    mine = set(Team.objects.filter(agents__user=user).values_list("pk", flat=True)) if shown else set()
    return [Shown(aside, aside.is_asked(user, teams=mine), SideForm(aside=aside)) for aside in shown]
