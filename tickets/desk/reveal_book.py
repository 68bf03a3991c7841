"""For supervisors: who was shown which hidden fact of a customer, and why."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from support.audit.models import Entry
from support.people import reveals
from support.people.models import Alarm
from support.people.requests import AgentRequest
from tickets.desk import seen
from tickets.desk.access import supervisors_only

A_PAGE = 50


@supervisors_only
@require_GET
def book(request: AgentRequest) -> HttpResponse:
    """Who was shown what, and why, the newest first; `?before=` is the id of the last line of a page."""
    rows = Entry.objects.filter(action__in=[reveals.REVEALED, reveals.REFUSED]).select_related("by")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19 and (last := Entry.objects.filter(pk=before).first()):
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    found = list(rows.order_by("-at", "-pk")[: A_PAGE + 1])
    lines = seen.lines(found[:A_PAGE])
    facts = {
        "lines": lines,
        "alarms": Alarm.objects.select_related("by", "customer")[:5] if not before else [],
        "earlier": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        "most": reveals.MOST,
    }
    return render(request, "tickets/desk/reveals.html", facts)
