"""Today's roster: who is there, and which waits the queue would give whom, by the rule of tickets.queue."""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from support.people.models import Agent, Fallback, Team
from tickets import priority
from tickets.models import Calendar, Routing
from tickets.models.routing import WIDEN_MINUTES
from tickets.replay.week import Sort

NEVER = math.inf


@dataclass(frozen=True)
class Colleague:
    """An agent as the queue knows them; `here` is not offline and not vanished."""

    name: str
    teams: frozenset[int]
    languages: frozenset[str]
    skills: frozenset[int]
    senior: bool
    here: bool


class Need(NamedTuple):
    """What somebody must bring to serve a wait, and whether it waits for nobody (S0)."""

    team: int
    language: str
    skill: int | None
    senior: bool
    urgent: bool = False

    @classmethod
    def of(cls, sort: Sort) -> "Need":
        """The need of a sort of waits."""
        urgent = priority.is_urgent(sort.severity)
        return cls(sort.team, sort.language, sort.skill, sort.senior, urgent)


@dataclass(frozen=True)
class Roster:
    """All colleagues, of whom those here count; by team, the seconds until others help, and its hours.

    `chains` gives the languages to try after one, in their order.
    """

    colleagues: tuple[Colleague, ...]
    widen: dict[int, float] = field(default_factory=dict)
    calendars: dict[int, Calendar | None] = field(default_factory=dict)
    chains: dict[str, list[str]] = field(default_factory=dict)

    @property
    def here(self) -> list[Colleague]:
        """Who serves in the replay."""
        return [one for one in self.colleagues if one.here]

    def served(self, need: Need) -> dict[int, float]:
        """Who of those here may serve a need, by number, and after how many seconds they are asked.

        As in the queue (tickets/migrations/0014_s0_waits_for_nobody.py), for a roster whose hands are free:
        later for each smaller distance from its language and skill at which somebody here may serve it, S0 at
        once. S0 of a seniors' tier is everybody's when no senior is here, the rest when the team has none.
        """
        team = {number: one for number, one in enumerate(self.here) if need.team in one.teams}
        known = team.values() if need.urgent else self.colleagues
        if need.senior and any(one.senior for one in known if need.team in one.teams):
            team = {number: one for number, one in team.items() if one.senior}
        if need.urgent:
            return dict.fromkeys(team, 0.0)
        widen = self.widen.get(need.team, NEVER)
        if need.skill and widen == NEVER:
            team = {number: one for number, one in team.items() if need.skill in one.skills}
        far = {number: self._distance(one, need) for number, one in team.items()}
        steps = sorted(set(far.values()))
        after = {
            number: steps.index(step) * widen if step > steps[0] else 0.0 for number, step in far.items()
        }
        return {number: seconds for number, seconds in after.items() if seconds < NEVER}

    def _distance(self, one: Colleague, need: Need) -> int:
        """The place of their first language in the chain, from 0; without the skill at least 1."""
        chain = [need.language, *self.chains.get(need.language, [])]
        place = next((n for n, tongue in enumerate(chain) if tongue in one.languages), len(chain))
        return max(place, int(need.skill is not None and need.skill not in one.skills))


def read(today: date) -> Roster:
    """The roster of this moment; skills that have expired do not count."""
    agents = Agent.objects.filter(user__is_active=True).select_related("user").order_by("user__name", "pk")
    colleagues = tuple(_colleague(agent, today) for agent in agents.prefetch_related("teams", "skills"))
    routings = list(Routing.objects.select_related("calendar"))
    return Roster(
        colleagues,
        {team: minutes * 60.0 if minutes else NEVER for team, minutes in _widening(routings).items()},
        {row.team_id: row.calendar for row in routings},
        {row.language: row.then for row in Fallback.objects.all()},
    )


def _widening(routings: list[Routing]) -> dict[int, int]:
    """The minutes until others help, by the team's id; a team without a row has a new row's."""
    teams = dict.fromkeys(Team.objects.values_list("pk", flat=True), WIDEN_MINUTES)
    return teams | {row.team_id: row.widen_minutes for row in routings}


def _colleague(agent: Agent, today: date) -> Colleague:
    good = [proof for proof in agent.skills.all() if proof.expires_on is None or proof.expires_on >= today]
    return Colleague(
        name=str(agent),
        teams=frozenset(team.pk for team in agent.teams.all()),
        languages=frozenset(agent.languages),
        skills=frozenset(proof.skill_id for proof in good),
        senior=agent.senior,
        here=agent.vanished_at is None and agent.availability != Agent.Availability.OFFLINE,
    )
