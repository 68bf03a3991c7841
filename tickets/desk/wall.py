"""The supervisors' wall: who is there, what waits where, and the hand on the tiller."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from support.people.models import Agent, Team
from support.people.requests import AgentRequest
from tickets import actions, priority, queue, workforce
from tickets.desk import flow, forms, lists
from tickets.desk.access import supervisors_only, ticket_for
from tickets.desk.tally import Tally, tallies
from tickets.models import Routing, Ticket
from tickets.severity import Severity

FRONT = 8  # tickets shown of those that come first over all teams


@dataclass(frozen=True)
class Line:
    """One team's line: how many wait, how far the first of them has used its promise, and who is there."""

    team: Team
    waiting: int
    urgent: int
    used: float
    here: int
    agents: int
    pushed: bool
    for_seniors: int  # of those who wait, below S0, while no senior of the team is there
    tally: Tally

    @property
    def how_many(self) -> str:
        """The count as shown: above the bound only that there are more."""
        return lists.how_many(self.waiting)

    @property
    def state(self) -> str:
        """How the line of the first in line is drawn."""
        return priority.line_state(self.used, waiting=True)

    @property
    def words(self) -> str:
        """How much of its promise the first in line has used."""
        return _("%(used)d %% used") % {"used": round(self.used * 100)}


@dataclass(frozen=True)
class Row:
    """One agent, and whose promises run in their hands."""

    agent: Agent
    held: list[Ticket]
    relieve: forms.ReasonForm


@supervisors_only
@require_GET
def wall(request: AgentRequest) -> HttpResponse:
    """Everything at a glance; the page asks again while it is open."""
    return show(request)


@supervisors_only
@require_POST
def force(request: AgentRequest, pk: int) -> HttpResponse:
    """Put a ticket into somebody's hands."""
    opened = ticket_for(request, pk)
    form = forms.ForceForm(request.POST, ticket=opened, agents=workforce.at_work())
    if not form.is_valid():
        return show(request, status=422, refused=form)
    actions.force(opened, to=form.colleague, by=request.user, why=form.cleaned_data["why"])
    told = {"reference": opened.reference, "name": form.colleague}
    messages.success(request, _("%(reference)s is in the hands of %(name)s.") % told)
    return redirect("desk:wall")


@supervisors_only
@require_POST
def rebalance(request: AgentRequest) -> HttpResponse:
    """Move the front of one team's line to another's."""
    form = forms.RebalanceForm(request.POST)
    if not form.is_valid():
        return show(request, status=422, refused=form)
    moved = actions.rebalance(by=request.user, **form.cleaned_data)
    words = ngettext("%(count)d ticket moved to %(team)s.", "%(count)d tickets moved to %(team)s.", moved)
    messages.success(request, words % {"count": moved, "team": form.cleaned_data["target"].spoken})
    return redirect("desk:wall")


@supervisors_only
@require_POST
def relieve(request: AgentRequest, pk: int) -> HttpResponse:
    """Put what waits in an agent's hands back into the queue."""
    agent = get_object_or_404(Agent.objects.select_related("user"), pk=pk)
    form = forms.ReasonForm(request.POST, auto_id=f"relieve-{agent.pk}-%s")
    if not form.is_valid():
        return show(request, status=422, refused=form, relieved=agent)
    given = actions.relieve(agent.user, by=request.user, **form.cleaned_data)
    words = ngettext(
        "%(count)d ticket of %(name)s is back in the queue.",
        "%(count)d tickets of %(name)s are back in the queue.",
        given,
    )
    messages.success(request, words % {"count": given, "name": agent})
    return redirect("desk:wall")


def show(
    request: AgentRequest,
    *,
    status: int = 200,
    refused: forms.ReasonForm | None = None,
    relieved: Agent | None = None,
) -> HttpResponse:
    """The wall, with what was refused typed in still."""
    now = timezone.now()
    agents = workforce.at_work()
    front = queue.next_for(request.user, now=now, limit=FRONT)
    if isinstance(refused, forms.ForceForm) and refused.ticket not in front:
        front = [refused.ticket, *front]
    given = {form.ticket.pk: form for form in [refused] if isinstance(form, forms.ForceForm)}
    teams = list(Team.objects.all())
    of_teams, whole = tallies(teams, now=now)
    page = {
        "lines": _lines(teams, agents, of_teams, now),
        "whole": whole,
        "there": sum(not agent.is_away for agent in agents),
        "flow": flow.today(now=now),
        "agents": _rows(agents, refused if relieved else None, relieved),
        "front": [given.get(it.pk) or forms.ForceForm(ticket=it, agents=agents) for it in front],
        "rebalance_form": refused if isinstance(refused, forms.RebalanceForm) else forms.RebalanceForm(),
        "now": now,
    }
    part = "wall_body" if request.htmx else "wall"
    return render(request, f"tickets/desk/{part}.html", page, status=status)


def _lines(teams: list[Team], agents: list[Agent], of_teams: dict[int, Tally], now: datetime) -> list[Line]:
    """Teams for whom somebody waits, the largest share used first, then teams with people."""
    waiting, used = queue.how_many_in(teams), queue.largest_shares(now=now)
    urgent = Ticket.objects.waiting().filter(severity=Severity.S0).values_list("team_id", flat=True)
    alarms = list(urgent[: queue.COUNTED_UP_TO])
    pushed = set(Routing.objects.filter(mode=Routing.Mode.PUSH).values_list("team_id", flat=True))
    kept = Ticket.objects.waiting().filter(lane__senior=True, lane__urgent=False)
    seniors = list(kept.values_list("team_id", flat=True)[: queue.COUNTED_UP_TO])
    members: dict[int, list[Agent]] = {}
    for agent in agents:
        for team in agent.teams.all():
            members.setdefault(team.pk, []).append(agent)
    found = [
        Line(
            team,
            waiting.get(team.pk, 0),
            alarms.count(team.pk),
            used.get(team.pk, 0.0),
            sum(not agent.is_away for agent in members.get(team.pk, [])),
            len(members.get(team.pk, [])),
            team.pk in pushed,
            seniors.count(team.pk) if _lacks_seniors(members.get(team.pk, [])) else 0,
            of_teams[team.pk],
        )
        for team in teams
    ]
    return sorted(found, key=lambda line: (not line.urgent, -line.used, -line.waiting, -line.agents))


def _lacks_seniors(members: list[Agent]) -> bool:
    """Whether a team has seniors, and none of them is there."""
    seniors = [agent for agent in members if agent.senior]
    return bool(seniors) and all(agent.is_away for agent in seniors)


def _rows(agents: list[Agent], refused: forms.ReasonForm | None, relieved: Agent | None) -> list[Row]:
    """Each agent with what waits in their hands, the soonest promise first."""
    users = [agent.user_id for agent in agents]
    rows = Ticket.objects.open().filter(assignee__in=users).exclude(waiting_since=None)
    held: dict[int, list[Ticket]] = {}
    soonest = rows.select_related("customer__tier", "calendar").order_by("due_at")
    for ticket in soonest[: queue.COUNTED_UP_TO]:
        assert ticket.assignee_id
        held.setdefault(ticket.assignee_id, []).append(ticket)
    return [
        Row(
            agent,
            held.get(agent.user_id, []),
            refused if refused and agent == relieved else forms.ReasonForm(auto_id=f"relieve-{agent.pk}-%s"),
        )
        for agent in agents
    ]
