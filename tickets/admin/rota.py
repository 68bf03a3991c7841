"""How many agents each hour of the day needs for what is promised."""

from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Agent, Team
from tickets import channels
from tickets.models import Routing, Ticket
from tickets.replay import roster
from tickets.rota import demand, hours

AT_ONCE = 3.0  # chats, where a team has nobody yet


class TeamField(forms.ModelChoiceField):
    """A team by the name its reader knows."""

    def label_from_instance(self, obj: Team) -> str:
        """The name in the reader's language."""
        return obj.spoken


class RotaForm(forms.Form):
    """Which team, and how much of what comes is to be answered in time."""

    team = TeamField(Team.objects.all(), label=gettext_lazy("Team"), empty_label=None)
    share = forms.IntegerField(label=gettext_lazy("Answered in time, %"), min_value=50, max_value=99)


def page(request: HttpRequest, around: dict[str, Any]) -> TemplateResponse:
    """Working days and weekends, an hour a line; refused with 422 when it cannot be read."""
    asked = {"team": _busiest(timezone.now()) or "", "share": 90} | request.GET.dict()
    form = RotaForm(asked)
    said: dict[str, Any] = {"form": form, "title": _("How many agents an hour needs")}
    if form.is_valid():
        said |= _found(form.cleaned_data["team"], form.cleaned_data["share"])
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/tickets/policy/rota.html", around | said, status=status)


def _busiest(now: datetime) -> int | None:
    """The team to which most came lately, by its id."""
    lately = Ticket.objects.filter(opened_at__gte=now - timedelta(days=demand.DAYS)).order_by()
    found = lately.values("team").annotate(many=Count("pk")).order_by("-many", "team")
    return found.values_list("team", flat=True).first() or Team.objects.values_list("pk", flat=True).first()


def _chats_at_once(team: Team) -> list[int]:
    """How many chats each agent of a team can be in, besides what is kept free for S0."""
    routing = getattr(team, "routing", None) or Routing(team=team)
    free = [agent.capacity - routing.reserved_units for agent in Agent.objects.filter(teams=team)]
    return [units // routing.chat_units for units in free if units >= routing.chat_units > 0]


def _found(team: Team, percent: int) -> dict[str, Any]:
    now = timezone.now()
    came = demand.read(team, now=now)
    here = [one for one in roster.read(timezone.localdate(now)).here if team.pk in one.teams]
    slots = _chats_at_once(team)
    patience = channels.named("chat").patience(team=team.pk, since=came.since)
    ask = hours.Ask(percent / 100, len(here), fmean(slots) if slots else AT_ONCE, patience)
    days = [(_("Monday to Friday"), False), (_("Saturday and Sunday"), True)]
    return {
        "team": team,
        "percent": percent,
        "came": came,
        "here": here,
        "names": [one.name for one in here],
        "ask": ask,
        "fewest": hours.FEWEST,
        "tables": [(name, hours.lines(came, ask, weekend=weekend)) for name, weekend in days],
    }
