"""Side conversations as they are shown beside their ticket."""

from dataclasses import dataclass

from django.db.models import Prefetch

from support.people.models import User
from tickets.desk.aside_form import SideForm
from tickets.models import SideConversation, SideLine, Ticket


@dataclass(frozen=True)
class Shown:
    """A side conversation as one of us reads it."""

    aside: SideConversation
    answers: bool  # whether the reader stands on the side that is asked
    form: SideForm


def beside(ticket: Ticket, user: User, whole: list[int], teams: list[int]) -> list[Shown]:
    """The side conversations of a ticket and of what was merged into it, the oldest first.

    `whole`: the ids of the ticket and its parts; `teams`: of the teams the reader belongs to.
    """
    lines = Prefetch("lines", SideLine.objects.select_related("author"))
    rows = SideConversation.objects.filter(ticket__in=whole).order_by("pk").prefetch_related(lines)
    shown = rows.select_related("team", "colleague", "by", "calendar")
    mine = set(teams)
    return [Shown(aside, aside.is_asked(user, teams=mine), SideForm(aside=aside)) for aside in shown]
