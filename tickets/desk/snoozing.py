"""Letting a ticket rest at the desk, and taking it up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from support.look.times import moment_words
from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import clashes, moves, pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.snooze_form import AS_TYPED, SnoozeForm
from tickets.models import Ticket

PAGE = "tickets/desk/snooze.html"


@agents_only
@require_http_methods(["GET", "POST"])
def snooze(request: AgentRequest, pk: int) -> HttpResponse:
    """Until when it may rest (GET); let it rest (POST)."""
    opened = ticket_for(request, pk)
    form = SnoozeForm(request.POST if request.method == "POST" else None, ticket=opened)
    if not form.is_valid():
        return _page(request, opened, form)
    until = form.cleaned_data["chosen"]
    try:
        actions.snooze(opened, until=until, by=request.user, seen=form.cleaned_data["seen"])
    except actions.ChangedByAnother as why:
        mine = _("snoozed until %(time)s") % {"time": moment_words(until)}
        clashes.shown(form, why, mine=mine, seen=why.value, until=f"{timezone.localtime(until):{AS_TYPED}}")
        return _page(request, opened, form, status=409)
    except actions.MayNotSnooze as refusal:
        form.add_error("until", str(refusal))
        return _page(request, opened, form)
    said = {"reference": opened.reference, "time": moment_words(until)}
    messages.success(request, _("%(reference)s rests until %(time)s, or until the customer writes.") % said)
    return moves.gone_on(request, opened)


@agents_only
@require_POST
def wake(request: AgentRequest, pk: int) -> HttpResponse:
    """Take it up again now."""
    opened = ticket_for(request, pk)
    actions.wake(opened, by=request.user)
    return moves.done(request, opened)


def _page(request: AgentRequest, opened: Ticket, form: SnoozeForm, *, status: int = 0) -> HttpResponse:
    status = status or (422 if form.is_bound else 200)
    return pages.show(request, opened, status=status, asking=PAGE, snooze_form=form)
