"""Replies that are held because the ticket went on: their writer looks, then sends, changes or drops them."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import held, later, moves, pages, sending
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Outgoing


@agents_only
@require_POST
def send_anyway(request: AgentRequest, pk: int) -> HttpResponse:
    """Let it leave although the ticket went on: `read` says up to where its writer was shown what came."""
    row = get_object_or_404(sending.of(request).filter(by=request.user).select_related("ticket"), pk=pk)
    opened = ticket_for(request, row.ticket_id)
    read = request.POST.get("read", "")
    seen = int(read) if read.isdecimal() and len(read) < 10 else 0
    leaves_at = timezone.now() + timedelta(seconds=later.seconds_for(request.user, opened))
    try:
        row = actions.send_anyway(row, by=request.user, read=seen, leaves_at=leaves_at)
    except actions.HasLeft:
        return moves.conflict(request, opened, _("It is not held any more."))
    except actions.WentOn:
        return held.again(request, opened)
    if leaves_at <= timezone.now():
        actions.leave(row)
    answer = held.outgoing(request, opened)
    return trigger_client_event(answer, "desk:held", sending.told(row)) if request.htmx else answer


@agents_only
@require_POST
def discard(request: AgentRequest, pk: int) -> HttpResponse:
    """Drop it: nobody is sent anything."""
    row = get_object_or_404(sending.of(request).filter(end=Outgoing.End.OVERTAKEN), pk=pk)
    opened = ticket_for(request, row.ticket_id)
    try:
        actions.recall(row, by=request.user)
    except actions.HasLeft:
        return moves.conflict(request, opened, _("It is not held any more."))
    messages.success(request, _("The reply is discarded. Nothing was sent."))
    answer = held.outgoing(request, opened)
    return pages.with_toasts(request, answer) if request.htmx else answer
