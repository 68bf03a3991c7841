"""Who looks at the desk, read once a page: their teams, and what they may see as parts that share no row."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from support.people.models import Agent, Team, User
from tickets.finding.filters import Asking
from tickets.models import Ticket

MOMENT = 10  # seconds: what is due or late stands in its view no later than this


@dataclass(frozen=True)
class Reader:
    """Somebody at the desk, at one moment."""

    user: User
    now: datetime

    @cached_property
    def asking(self) -> Asking:
        """As conditions want to know it: of a moment that lasts `MOMENT` seconds."""
        moment = self.now.replace(second=self.now.second // MOMENT * MOMENT, microsecond=0)
        return Asking(self.user, moment, checked=True)

    @property
    def scope(self) -> tuple[Hashable, ...]:
        """All that says which tickets of a condition are theirs to see, and what its values mean."""
        teams = tuple(team.pk for team in self.teams)
        zone = timezone.get_current_timezone_name()  # where today begins
        return self.user.pk, self.user.is_supervisor, teams, self.asking.now, zone

    @cached_property
    def teams(self) -> list[Team]:
        """The teams whose tickets they see, with their routing: an agent's own, a supervisor's all."""
        rows = Team.objects.select_related("routing")
        if not self.user.is_supervisor:
            return list(rows.filter(agents__user=self.user))
        member = Agent.teams.through.objects.filter(team=OuterRef("pk"), agent__user=self.user)
        return list(rows.annotate(is_own=Exists(member)))

    @property
    def own_teams(self) -> list[Team]:
        """Those they belong to themselves."""
        return [team for team in self.teams if getattr(team, "is_own", not self.user.is_supervisor)]

    def arms(self, where: Q, *, each: bool = False) -> Sequence[QuerySet[Ticket]]:
        """What they may see of it: their teams', with `each` a team a part, and what others gave them."""
        teams = [team.pk for team in self.teams]
        rows = Ticket.objects.filter(where)
        of_teams = [rows.filter(team=team) for team in teams] if each else [rows.filter(team__in=teams)]
        theirs = [] if self.user.is_supervisor else [rows.filter(assignee=self.user).exclude(team__in=teams)]
        return of_teams + theirs
