"""The desk as a page: the queue, and beside it one ticket or nothing yet."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from support.people.models import Agent
from support.people.requests import AgentRequest
from tickets import actions, priority, workforce
from tickets.actions import merging
from tickets.desk import (
    escalate_form,
    forms,
    found,
    glance,
    glimpsed,
    kept,
    landmarks,
    lists,
    looked,
    panel,
    place,
    shown_view,
    since,
)
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.beginning import begun
from tickets.desk.beside import beside
from tickets.desk.composed import KeepForm
from tickets.desk.invite_form import InviteForm
from tickets.desk.owed import asked_of_customer
from tickets.desk.reader import Reader
from tickets.desk.refile_form import RefileForm
from tickets.desk.send_form import SendForm
from tickets.guessing import proposals
from tickets.models import Outgoing, Ticket

FOLDED = {"assign_form", "severity_form", "complexity_form", "refile_form", "invite_form"}


@agents_only
@require_GET
def home(request: AgentRequest) -> HttpResponse:
    """The queue, and nothing open."""
    return show(request, None)


@agents_only
@require_GET
def ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """One conversation; that somebody opened it is written down."""
    opened = ticket_for(request, pk, as_="")
    looked.record("ticket.viewed", opened, by=request.user)
    return show(request, opened)


@agents_only
@require_POST
def take_next(request: AgentRequest) -> HttpResponse:
    """Take what comes first for this agent."""
    try:
        taken = actions.claim_next(request.user)
    except actions.NotTakingWork:
        messages.warning(request, _("You said that you are away. Say that you take work first."))
        return redirect("desk:home")
    glimpsed.reconcile(request, taken)
    if taken:
        return redirect("desk:ticket", taken.pk)
    messages.info(request, _why_nothing(request))
    return redirect("desk:home")


def _why_nothing(request: AgentRequest) -> str:
    agent = Agent.objects.filter(user=request.user).first()
    hands = workforce.hands_of(agent) if agent else None
    if hands and hands.are_full:
        words = _("Your hands are full: %(units)d of %(capacity)d units. Answer something first.")
        return words % {"units": hands.units, "capacity": hands.capacity}
    return _("Nobody waits for you now. What comes next appears here by itself.")


def show(request: AgentRequest, opened: Ticket | None, *, status: int = 200, **changed: Any) -> HttpResponse:
    """The whole page, or only the panes of the ticket for a page that is open already."""
    context = (ticket_context(request, opened) if opened else {}) | changed
    if opened and any(name in changed for name in FOLDED):
        context = more_context(request, opened) | context
    if request.htmx and not request.htmx.history_restore_request:
        return with_toasts(
            request, render(request, "tickets/desk/ticket_fragment.html", context, status=status)
        )
    return render(request, "tickets/desk/page.html", queue_context(request, opened) | context, status=status)


def with_toasts(request: AgentRequest, response: HttpResponse) -> HttpResponse:
    """Let the open page say what a fresh page would have said at its head."""
    if said := [str(message) for message in messages.get_messages(request)]:
        response["HX-Trigger"] = json.dumps({"desk:toast": {"words": said}})
    response["Vary"] = "HX-Request"
    return response


def queue_context(request: AgentRequest, opened: Ticket | None = None) -> dict[str, Any]:
    """Rail and queue: `?view=` chooses, an unknown one is the first, filters beside it narrow; `?q=` shows
    what was found instead; `?open=` is the ticket beside it."""
    reader = Reader(request.user, timezone.now())
    if found.asked_in(request):
        views, shown = lists.views_for(reader), found.found_context(request, reader)
    else:
        views, shown = shown_view.of(request, reader)
    return (
        {
            "views": views,
            "open": str(opened.pk) if opened else request.GET.get("open", ""),
            "kept": kept.kept_today(reader.teams, now=reader.now),
            "now": reader.now,
        }
        | shown
        | state_context(request, reader)
    )


def state_context(request: AgentRequest, reader: Reader | None = None) -> dict[str, Any]:
    """Whether work comes to this agent, and how much of their capacity is used; nothing for no agent."""
    reader = reader or Reader(request.user, timezone.now())
    agent, units = workforce.seated(request.user)
    return {
        "agent": agent,
        "hands": agent and workforce.held(units, agent, reader.own_teams),
        "states": Agent.Availability.choices,
    }


def head_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """What stands above and beside the conversation."""
    now = timezone.now()
    waits = opened.is_open and opened.waiting_since is not None
    marks, seen = landmarks.of(opened), glance.at(opened, request.user)
    return {
        "ticket": opened,
        "why": priority.why(opened.severity, opened.customer.tier_words, opened.used(now)) if waits else "",
        "translator": seen.languages is not None and opened.language not in seen.languages,
        "last": marks.ended,
        "may_take": workforce.may_take(request.user, opened),
        "undo_merge": opened.merged_into
        and merging.may_be_undone(opened.events.filter(kind="merged").latest("seq")),
        "probably": proposals.for_agent(opened, said=marks.said) if opened.is_open else None,
        "panel": panel.panel(opened, began=marks.opened, now=now, glance=seen),
        "glance": seen,
        "now": now,
        "whole": marks.whole,
    } | asked_of_customer(opened, request.user, marks, seen)


def more_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """The forms folded away above the conversation; a page fetches them once it is there."""
    return {
        "assign_form": forms.AssignForm(ticket=opened, user=request.user),
        "severity_form": forms.SeverityForm(ticket=opened),
        "complexity_form": escalate_form.ComplexityForm(ticket=opened),
        "refile_form": RefileForm(ticket=opened),
        "invite_form": InviteForm(ticket=opened),
    }


def ticket_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """What the panes of one ticket show; `?before=` and `?at=` say where, `?to=note` opens the note."""
    mine = opened.assignee_id == request.user.pk or workforce.may_take(request.user, opened)
    may_reply = mine and not opened.closed_at
    head = head_context(request, opened)
    seen, whole = head["glance"], head["whole"]
    has_asides = seen.has_asides or len(whole) > 1
    batch = place.batch(request, opened)
    return head | {
        "batch": batch,
        "upto": batch.lines[-1].seq if batch.lines else 0,
        "say": "note" if request.GET.get("to") == "note" or not may_reply else "reply",
        "may_reply": may_reply,
        "reply_form": SendForm(ticket=opened, user=request.user, initial=begun(request, opened, "reply")),
        "note_form": KeepForm(ticket=opened, user=request.user, initial=begun(request, opened, "note")),
        "outgoing": _outgoing(request, opened) if seen.has_outgoing else [],
        "asides": beside(opened, request.user, whole, seen.teams) if has_asides else [],
    }


def _outgoing(request: AgentRequest, opened: Ticket) -> Iterable[Outgoing]:
    return since.shown(opened) if "held" in request.GET else opened.outgoing.to_show()
