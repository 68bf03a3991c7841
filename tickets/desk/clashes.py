"""When two agents set one field: the second sees both values, who and when, and chooses."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from support.look.times import moment_words
from support.people.requests import AgentRequest
from tickets.actions import clashes
from tickets.actions.clashes import ChangedByAnother
from tickets.complexity import Complexity
from tickets.desk import pages, words
from tickets.desk.seen_form import Clash
from tickets.models import Ticket


def told(refusal: ChangedByAnother, *, mine: str) -> Clash:
    """Both values, and who was first."""
    event = refusal.event
    why = event.detail.get("why", "") if event else ""
    by = event.by.first_name if event and event.by else ""
    return Clash(_now(refusal.ticket, refusal.field), mine, by, event.at if event else None, why)


def _now(ticket: Ticket, field: str) -> str:
    match field:
        case clashes.SEVERITY:
            return dict(words.severities())[ticket.severity]
        case clashes.COMPLEXITY:
            return str(Complexity(ticket.complexity).label)
        case clashes.SNOOZE:
            until = ticket.snoozed_until
            return _("snoozed until %(time)s") % {"time": moment_words(until)} if until else _("not snoozed")
        case clashes.TOPIC:
            return str(ticket.topic or _("no topic"))
    return str(ticket.assignee or ticket.team.spoken)


def shown(form: Any, refusal: ChangedByAnother, *, mine: str, **seen: Any) -> None:
    """Let a form show what clashed; sent once more, it has seen what is there now (`seen`)."""
    form.clash = told(refusal, mine=mine)
    form.data = form.data.copy()
    for name, value in seen.items():
        form.data[name] = "" if value is None else str(value)


def refused(request: AgentRequest, opened: Ticket, part: str, form: forms.Form, **bound: Any) -> HttpResponse:
    """409: nothing was changed; the form comes back with both values."""
    if request.htmx:
        return render(request, f"tickets/desk/{part}", {"ticket": opened, "form": form}, status=409)
    return pages.show(request, opened, status=409, clashed=True, **bound)
