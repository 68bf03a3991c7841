"""The desk as a page: the queue, and beside it one ticket or nothing yet."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from support.audit import book
from support.people.models import Agent
from support.people.requests import AgentRequest
from tickets import actions, priority, workforce
from tickets.actions import merging
from tickets.desk import escalate_form, forms, found, kept, landmarks, lists, panel, thread
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.beginning import begun
from tickets.desk.beside import beside
from tickets.desk.composed import KeepForm
from tickets.desk.owed import asked_of_customer
from tickets.desk.refile_form import RefileForm
from tickets.desk.send_form import SendForm
from tickets.guessing import proposals
from tickets.models import Ticket
from tickets.severity import Severity

FOLDED = {"assign_form", "severity_form", "complexity_form", "refile_form"}


@agents_only
@require_GET
def home(request: AgentRequest) -> HttpResponse:
    """The queue, and nothing open."""
    return show(request, None)


@agents_only
@require_GET
def ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """One conversation; that somebody opened it is written down."""
    opened = ticket_for(request, pk)
    book.record("ticket.viewed", opened, by=request.user)
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
    if taken:
        return redirect("desk:ticket", taken.pk)
    messages.info(request, _why_nothing(request))
    return redirect("desk:home")


def _why_nothing(request: AgentRequest) -> str:
    agent = Agent.objects.filter(user=request.user).first()
    hands = agent and workforce.hands_of(agent)
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
    """Rail and queue: `?view=` chooses, an unknown one is the first; `?q=` shows what was found instead;
    `?open=` is the ticket beside it."""
    now = timezone.now()
    views = lists.views_for(request.user, now=now)
    if found.asked_in(request):
        shown = found.found_context(request)
    else:
        shown = _view_context(
            request, next((one for one in views if one.slug == request.GET.get("view")), views[0])
        )
    return (
        {
            "views": views,
            "open": str(opened.pk) if opened else request.GET.get("open", ""),
            "kept": kept.kept_today(lists.teams_of(request.user), now=now),
            "now": now,
        }
        | shown
        | state_context(request)
    )


def _view_context(request: AgentRequest, view: lists.View) -> dict[str, Any]:
    rows = lists.tickets_in(view, request.user, now=timezone.now())
    urgent = [row for row in rows if row.severity == Severity.S0 and row.waiting_since]
    return {
        "view": view,
        "urgent": urgent,
        "asked": lists.asked_of(request.user)[: lists.SHOWN] if view.slug == "asked" else [],
        "rows": [row for row in rows if row not in urgent],
    }


def state_context(request: AgentRequest) -> dict[str, Any]:
    """Whether work comes to this agent, and how much of their capacity is used; nothing for no agent."""
    agent = Agent.objects.filter(user=request.user).first()
    return {
        "agent": agent,
        "hands": agent and workforce.hands_of(agent),
        "states": Agent.Availability.choices,
    }


def head_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """What stands above and beside the conversation."""
    now = timezone.now()
    waits = opened.is_open and opened.waiting_since is not None
    marks = landmarks.of(opened)
    agent = Agent.objects.filter(user=request.user).first()
    return {
        "ticket": opened,
        "why": priority.why(opened.severity, opened.customer.tier_words, opened.used(now)) if waits else "",
        "translator": _needs_translator(agent, opened),
        "last": marks.ended,
        "may_take": workforce.may_take(request.user, opened),
        "undo_merge": opened.merged_into
        and merging.may_be_undone(opened.events.filter(kind="merged").latest("seq")),
        "probably": proposals.for_agent(opened) if opened.is_open else None,
        "panel": panel.panel(opened, began=marks.opened, now=now),
        "now": now,
        "whole": marks.whole,
    } | asked_of_customer(opened, request.user, marks)


def more_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """The forms folded away above the conversation; a page fetches them once it is there."""
    return {
        "assign_form": forms.AssignForm(ticket=opened, user=request.user),
        "severity_form": forms.SeverityForm(ticket=opened),
        "complexity_form": escalate_form.ComplexityForm(ticket=opened),
        "refile_form": RefileForm(ticket=opened),
    }


def ticket_context(request: AgentRequest, opened: Ticket) -> dict[str, Any]:
    """What the panes of one ticket show; `?before=` begins earlier, `?to=note` opens the note."""
    before = request.GET.get("before", "")
    mine = opened.assignee_id == request.user.pk or workforce.may_take(request.user, opened)
    may_reply = mine and not opened.closed_at
    head = head_context(request, opened)
    return head | {
        "batch": thread.newest(
            opened, before=int(before) if before.isdecimal() and len(before) < 10 else None
        ),
        "say": "note" if request.GET.get("to") == "note" or not may_reply else "reply",
        "may_reply": may_reply,
        "reply_form": SendForm(ticket=opened, user=request.user, initial=begun(request, opened, "reply")),
        "note_form": KeepForm(ticket=opened, user=request.user, initial=begun(request, opened, "note")),
        "outgoing": opened.outgoing.to_show(),
        "asides": beside(opened, request.user, whole=head["whole"]),
    }


def _needs_translator(agent: Agent | None, opened: Ticket) -> bool:
    """Whether this agent does not speak the ticket's language; who is no agent is asked nothing."""
    return agent is not None and opened.language not in agent.languages
