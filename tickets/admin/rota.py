"""How many agents each hour of the day needs for what is promised."""

from statistics import fmean
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Agent, Team
from tickets import channels
from tickets.replay import roster
from tickets.rota import demand, hours

AT_ONCE = 3.0  # chats, where a team has nobody yet


class RotaForm(forms.Form):
    """Which team, and how much of what comes is to be answered in time."""

    team = forms.ModelChoiceField(Team.objects.all(), label=gettext_lazy("Team"), empty_label=None)
    share = forms.IntegerField(label=gettext_lazy("Answered in time, %"), min_value=50, max_value=99)


def page(request: HttpRequest, around: dict[str, Any]) -> TemplateResponse:
    """Working days and weekends, an hour a line; refused with 422 when it cannot be read."""
    first = Team.objects.first()
    asked = {"team": first.pk if first else "", "share": 90} | request.GET.dict()
    form = RotaForm(asked)
    said: dict[str, Any] = {"form": form, "title": _("How many agents an hour needs")}
    if form.is_valid():
        said |= _found(form.cleaned_data["team"], form.cleaned_data["share"])
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/tickets/policy/rota.html", around | said, status=status)


def _found(team: Team, percent: int) -> dict[str, Any]:
    now = timezone.now()
    came = demand.read(team, now=now)
    here = [one for one in roster.read(timezone.localdate(now)).here if team.pk in one.teams]
    capacities = [row.capacity for row in Agent.objects.filter(teams=team) if row.capacity]
    patience = channels.named("chat").patience(team=team.pk, since=came.since)
    ask = hours.Ask(percent / 100, len(here), fmean(capacities) if capacities else AT_ONCE, patience)
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
