"""What supervisors do with a ticket in somebody's hands: a word into their ear, or taking it over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves, pages
from tickets.desk.access import agents_only, supervisors_only, ticket_for
from tickets.desk.whisper_form import TakeOverForm, WhisperForm
from tickets.models import Ticket, Whisper

BODY, PAGE = "tickets/desk/whispers.html", "tickets/desk/whispers_page.html"
MOST = 20  # shown at once; older ones no longer help anybody


@agents_only
@require_http_methods(["GET", "POST"])
def whispers(request: AgentRequest, pk: int) -> HttpResponse:
    """What was whispered to me here, or as a supervisor to anybody (GET); whisper (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        return _show(request, opened)
    if not request.user.is_supervisor:
        raise Http404
    form = WhisperForm(request.POST)
    if not form.is_valid():
        return _show(request, opened, status=422, whisper_form=form)
    try:
        actions.whisper(opened, by=request.user, **form.cleaned_data)
    except actions.NobodyHears:
        form.add_error(None, _("Nobody holds this ticket now who could hear it."))
        return _show(request, opened, status=409, whisper_form=form)
    return _show(request, opened) if request.htmx else redirect("desk:whispers", opened.pk)


@supervisors_only
@require_POST
def take_over(request: AgentRequest, pk: int) -> HttpResponse:
    """Take a ticket out of its agent's hands; who had it is told, with what they had begun to write."""
    opened = ticket_for(request, pk)
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        return _show(request, opened, status=422, take_over_form=form)
    try:
        actions.take_over(opened, by=request.user, why=form.cleaned_data["why"])
    except actions.NobodyHasIt:
        return moves.conflict(request, opened, _("Nobody else holds this ticket now. Take it as usual."))
    told = {"reference": opened.reference, "name": opened.assignee}
    messages.success(request, _("%(reference)s is in your hands now. %(name)s is told.") % told)
    return moves.gone_on(request, opened)


def _show(request: AgentRequest, opened: Ticket, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The strip above the conversation, or without a script a page of its own."""
    heard = Whisper.objects.audible_to(request.user).filter(ticket=opened).select_related("by", "to")
    shown = {
        "ticket": opened,
        "whispers": list(heard.order_by("-pk")[:MOST])[::-1],
        "may_whisper": request.user.is_supervisor and opened.assignee_id not in {None, request.user.pk},
        "whisper_form": WhisperForm(),
        "take_over_form": TakeOverForm(),
    } | forms
    if request.htmx:
        return render(request, BODY, shown, status=status)
    return pages.show(request, opened, status=status, asking=PAGE, **shown)
