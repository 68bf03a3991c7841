"""Escalating at the desk: the team's own questions, everything missing named at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.complexity import Complexity
from tickets.desk import clashes, moves, pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.escalate_form import ComplexityForm, EscalateForm
from tickets.models import Ticket

PAGE = "tickets/desk/escalate.html"


@agents_only
@require_http_methods(["GET", "POST"])
def escalate(request: AgentRequest, pk: int) -> HttpResponse:
    """What the chosen team wants to know (GET `?to=`); hand the case over (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        return _page(request, opened, EscalateForm(ticket=opened, to=request.GET.get("to", "")))
    form = EscalateForm(request.POST, ticket=opened)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    try:
        actions.escalate(opened, by=request.user, **form.told)
    except actions.MayNotEscalate as refusal:
        form.refuse(refusal)
        return _page(request, opened, form, status=422)
    said = {"reference": opened.reference, "team": form.cleaned_data["to"].spoken}
    messages.success(request, _("%(reference)s is with %(team)s now, at its old place.") % said)
    return moves.gone_on(request, opened)


@agents_only
@require_POST
def complexity(request: AgentRequest, pk: int) -> HttpResponse:
    """It is more work, or less, than we thought; the history keeps why."""
    opened = ticket_for(request, pk)
    form = ComplexityForm(request.POST, ticket=opened)
    if not form.is_valid():
        return moves.refused(request, opened, "complexity.html", form, complexity_form=form)
    try:
        actions.classify(opened, by=request.user, **form.cleaned_data)
    except actions.ChangedByAnother as why:
        mine = str(Complexity(form.cleaned_data["complexity"]).label)
        clashes.shown(form, why, mine=mine, seen=why.value)
        return clashes.refused(request, opened, "complexity.html", form, complexity_form=form)
    return moves.done(request, opened)


@agents_only
@require_POST
def promise(request: AgentRequest, pk: int) -> HttpResponse:
    """The customer will hear from us without asking."""
    opened = ticket_for(request, pk)
    actions.promise_update(opened, by=request.user)
    return moves.done(request, opened)


def _page(request: AgentRequest, opened: Ticket, form: EscalateForm, *, status: int = 200) -> HttpResponse:
    return pages.show(request, opened, status=status, asking=PAGE, escalate_form=form)
