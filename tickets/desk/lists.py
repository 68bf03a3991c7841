"""The desk's views: which tickets, in what order, how many. Each stays cheap with a million tickets:

lists read the first few of an index for each team, and counting stops at `queue.COUNTED_UP_TO`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from support.people.models import Team, User
from tickets import queue
from tickets.models import SideConversation, Ticket, with_tags
from tickets.severity import Severity

SHOWN = 50
IN_HAND = 200  # more open tickets than one pair of hands ever holds


@dataclass(frozen=True)
class View:
    """One line of the rail."""

    slug: str
    name: str
    icon: str
    order: str  # in words
    count: int
    team: Team | None = None
    question: str = ""  # what was typed, when it shows what was found

    @property
    def address(self) -> str:
        """What its page is called behind the question mark."""
        return urlencode({"q": self.question} if self.question else {"view": self.slug})

    @property
    def how_many(self) -> str:
        """The count as shown: above the bound only that there are more."""
        return how_many(self.count)


def how_many(count: int) -> str:
    """A count that stops at the bound, as shown."""
    return str(count) if count < queue.COUNTED_UP_TO else f"{queue.COUNTED_UP_TO - 1}+"


def views_for(user: User, *, now: datetime) -> list[View]:
    """The rail of somebody: what comes next, theirs, their teams', and the special views."""
    teams = teams_of(user)
    waiting = queue.how_many_in(teams)
    soonest, newest = _("soonest promise first"), _("newest first")
    snoozed = _how_many("snoozed", teams, now)
    first = _("most of its promise used first")
    return [
        View("next", _("My next"), "inbox", first, queue.how_many_for(user, now=now)),
        View("mine", _("Mine"), "user", soonest, _some(_mine(user)).count()),
        *(
            View(f"team-{team.slug}", team.spoken, "users", first, waiting.get(team.pk, 0), team)
            for team in teams
            if waiting.get(team.pk) or not user.is_supervisor
        ),
        View("asked", _("Asked of us"), "users", _("soonest answer first"), _some(asked_of(user)).count()),
        View("past", _("Past the promise"), "clock", _("longest over first"), _how_many("past", teams, now)),
        View("customer", _("With customer"), "pause", newest, _how_many("customer", teams, now)),
        View("public", _("Social, public"), "at", soonest, _how_many("public", teams, now)),
        *([View("snoozed", _("Snoozed"), "clock", _("soonest back first"), snoozed)] if snoozed else []),
        View("solved", _("Solved today"), "done", newest, _how_many("solved", teams, now)),
    ]


def tickets_in(view: View, user: User, *, now: datetime) -> list[Ticket]:
    """The first tickets of a view, in its order."""
    if view.team:
        return queue.next_in(view.team, now=now, limit=SHOWN)
    if view.slug == "asked":  # its rows are questions: see `asked_of`
        return []
    if view.slug == "next":
        return queue.next_for(user, now=now, limit=SHOWN)
    if view.slug == "mine":
        return list(_with_people(_mine(user).order_by("due_at", "-pk"))[:IN_HAND])
    teams, rows = teams_of(user), _rows(view.slug, now)
    if view.slug == "past":  # money at risk is never hidden behind older, lesser promises
        urgent = _first(rows.filter(severity=Severity.S0), "due_at", teams)
        return (urgent + _first(rows.exclude(severity=Severity.S0), "due_at", teams))[:SHOWN]
    return _first(rows, ORDER[view.slug], teams)


def asked_of(user: User) -> QuerySet[SideConversation]:
    """What colleagues want to know from somebody or their teams, the soonest answer first."""
    rows = SideConversation.objects.asked_of(user).select_related(
        "ticket", "team", "colleague", "by", "calendar"
    )
    return rows.prefetch_related("lines").order_by("due_at", "pk")


def teams_of(user: User) -> list[Team]:
    """The teams whose tickets somebody sees: an agent's own, a supervisor's all."""
    return list(Team.objects.all() if user.is_supervisor else Team.objects.filter(agents__user=user))


ORDER = {
    "past": "due_at",
    "customer": "-id",
    "public": "due_at",
    "solved": "-resolved_at",
    "snoozed": "snoozed_until",
}


TOLD = ("due_at", "resolved_at", "snoozed_until")  # what the lists of several teams are put in order by


def _rows(slug: str, now: datetime) -> QuerySet[Ticket]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "past": Ticket.objects.filter(resolved_at=None, due_at__lt=now),
        "customer": Ticket.objects.filter(resolved_at=None, due_at=None),
        "public": Ticket.objects.filter(resolved_at=None, public=True),
        "snoozed": Ticket.objects.filter(snoozed_until__isnull=False, resolved_at=None),
        "solved": Ticket.objects.filter(resolved_at__gte=midnight, merged_into=None),
    }[slug]


def _mine(user: User) -> QuerySet[Ticket]:
    return Ticket.objects.filter(assignee=user, resolved_at=None, snoozed_until=None)


def _some(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by()[: queue.COUNTED_UP_TO]


def _how_many(slug: str, teams: list[Team], now: datetime) -> int:
    return _some(_rows(slug, now).filter(team__in=teams)).count()


def _first(rows: QuerySet[Ticket], order: str, teams: list[Team]) -> list[Ticket]:
    """The first over several teams, from the first of each: an index answers each, whatever lies behind."""
    heads = [rows.filter(team=team).order_by(order).values_list("id", *TOLD)[:SHOWN] for team in teams]
    if not heads:
        return []
    merged = heads[0].union(*heads[1:], all=True).order_by(order) if heads[1:] else heads[0]
    ids = [row[0] for row in merged[:SHOWN]]
    found = _with_people(Ticket.objects.all()).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _with_people(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return with_tags(rows.select_related("customer__tier", "team", "topic", "assignee", "calendar"))
