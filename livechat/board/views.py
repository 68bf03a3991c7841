"""The board's pages: the columns, one column, and the next chat."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from livechat.board import facts, taking
from support.people.models import Agent
from support.people.requests import AgentRequest
from tickets import workforce
from tickets.actions import NotTakingWork
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for


@agents_only
@require_GET
def board(request: AgentRequest) -> HttpResponse:
    """The chats in one's hands, and with `?all` everybody's for supervisors; to an open page its columns."""
    watches = request.user.is_supervisor and "all" in request.GET
    now = timezone.now()
    rows = facts.running() if watches else facts.held_by(request.user)
    shown: dict[str, Any] = {"now": now, "chats": facts.chats(rows, now=now), "watches": watches}
    shown["more"] = max(0, rows.count() - len(shown["chats"]))
    shown |= {"waiting": taking.how_many_wait(request.user, now=now)}
    if request.htmx:
        return render(request, "livechat/board/columns.html", shown)
    return render(request, "livechat/board/board.html", shown | pages.state_context(request))


@agents_only
@require_GET
def chat(request: AgentRequest, pk: int) -> HttpResponseBase:
    """One column: the desk's conversation on a page of its own, to stand in a frame of the board."""
    opened = ticket_for(request, pk)
    shown = pages.ticket_context(request, opened)

    @xframe_options_sameorigin
    @csp_replace({"frame-ancestors": ["'self'"]})
    def column(asked: HttpRequest) -> HttpResponse:
        return render(asked, "livechat/board/chat.html", shown)

    return column(request)


@agents_only
@require_POST
def take(request: AgentRequest) -> HttpResponse:
    """Take the chat that comes first for this agent, as far as their hands reach."""
    try:
        taken = taking.take_next_chat(request.user, now=timezone.now())
    except NotTakingWork:
        messages.warning(request, _("You said that you are away. Say that you take work first."))
        return redirect("board:board")
    if taken:
        return redirect(f"{reverse('board:board')}#chat-{taken.pk}")
    messages.info(request, _why_none(request))
    return redirect("board:board")


def _why_none(request: AgentRequest) -> str:
    agent = Agent.objects.filter(user=request.user).first()
    if agent and workforce.hands_of(agent).are_full:
        return _("Your hands are full. End a chat or answer a ticket first.")
    return _("No chat waits for you now. The next one shows here by itself.")
