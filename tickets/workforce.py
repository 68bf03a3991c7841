"""Who is there, and how much of their capacity is used."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, FloatField, Func, IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Cast, Greatest

from support.people.models import Agent, Team, User
from tickets import priority
from tickets.models import Routing, Ticket
from tickets.models.routing import RESERVED_UNITS

_UNITS = Func(F("user_id"), function="tickets_units_in_hand", output_field=IntegerField())


@dataclass(frozen=True)
class Hands:
    """What an agent holds of what they can hold; `reserved` units stay free for S0."""

    units: int
    capacity: int
    reserved: int

    @property
    def are_full(self) -> bool:
        """Whether nothing but S0 fits in."""
        return self.units + self.reserved >= self.capacity


def hands_of(agent: Agent) -> Hands:
    """How full somebody's hands are; of several teams' reserves the smallest counts."""
    return held(units_in_hand(agent.user), agent, agent.teams.select_related("routing"))


def held(units: int, agent: Agent, teams: Iterable[Team]) -> Hands:
    """The same for who has counted, and has read their teams with the routing."""
    kept = [
        routing.reserved_units if routing else RESERVED_UNITS
        for routing in (getattr(team, "routing", None) for team in teams)
    ]
    return Hands(units, agent.capacity, min(kept, default=0))


def seated(user: User) -> tuple[Agent | None, int]:
    """Somebody's row as an agent, if they have one, and the units in their hands; one statement."""
    agent = Agent.objects.filter(user=user).annotate(units=_UNITS).first()
    return agent, agent.units if agent else 0


def units_in_hand(user: User) -> int:
    """How many units of work somebody holds; chats until they are over, the rest while we are waited for."""
    found = Agent.objects.filter(user=user).annotate(units=_UNITS).values_list("units", flat=True).first()
    return found or 0


def may_take(user: User, ticket: Ticket) -> bool:
    """Whether the customer's tier lets somebody have a ticket: seniors' tiers are kept for seniors, where the
    team has any; S0 only while one of them is free for it. Supervisors may have everything."""
    if user.is_supervisor or not ticket.customer.tier.senior_only:
        return True
    return Agent.objects.filter(user=user, senior=True).exists() or not is_kept_for_seniors(ticket)


def is_kept_for_seniors(ticket: Ticket) -> bool:
    """Whether its team keeps a ticket of a seniors' tier for them; the queue asks the same function."""
    urgent = priority.is_urgent(ticket.severity)
    with connection.cursor() as cursor:
        values = [ticket.team_id, ticket.channel == "chat", urgent]
        cursor.execute("SELECT tickets_kept_for_seniors(%s, %s, %s)", values)
        return cursor.fetchone()[0]


_SHARE = Cast(_UNITS, FloatField()) / Greatest(F("capacity"), 1)


def at_work() -> list[Agent]:
    """Agents who may sign in with their `units` in hand, the fullest hands first, who is away last."""
    agents = Agent.objects.filter(user__is_active=True).select_related("user").prefetch_related("teams")
    found = agents.annotate(units=_UNITS, share=_SHARE).order_by("-share", "user__name")
    return sorted(found, key=lambda agent: agent.is_away)


def freest_first() -> list[Agent]:
    """Who takes new work now in a team whose work is given out: least loaded first, then longest without."""
    held = Ticket.objects.filter(assignee=OuterRef("user"), resolved_at=None).order_by().values("assignee")
    latest = Subquery(held.annotate(latest=Max("claimed_at")).values("latest"))
    push = Team.objects.filter(routing__mode=Routing.Mode.PUSH)
    here = Agent.objects.filter(availability=Agent.Availability.ONLINE, vanished_at=None, teams__in=push)
    found = here.filter(user__is_active=True).select_related("user").annotate(share=_SHARE, latest=latest)
    return list(found.order_by("share", F("latest").asc(nulls_first=True), "pk").distinct())
