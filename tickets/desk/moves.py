"""What an agent does with a ticket: each view fetches it scoped, listens, acts and answers."""

import json
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap

from support.people import actions as people
from support.people.models import Agent
from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import clashes, forms, pages, words
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Ticket


@agents_only
@require_POST
def claim(request: AgentRequest, pk: int) -> HttpResponse:
    """Take a ticket by hand; who was faster is named."""
    opened = ticket_for(request, pk)
    try:
        actions.claim(opened, by=request.user)
    except (actions.SeniorsOnly, actions.TakenByAnother) as why:
        answer = not_theirs(request, opened, why)
        return offer_next(request, answer) if isinstance(why, actions.TakenByAnother) else answer
    return done(request, opened)


@agents_only
@require_POST
def assign(request: AgentRequest, pk: int) -> HttpResponse:
    """Give a ticket to somebody, or back to a queue."""
    opened = ticket_for(request, pk)
    form = forms.AssignForm(request.POST, ticket=opened, user=request.user)
    if not form.is_valid():
        return refused(request, opened, "assign.html", form, assign_form=form)
    to, team = form.colleague, form.team
    said = {name: form.cleaned_data[name] for name in ("words", "key", "seen_with", "seen_team")}
    try:
        actions.transfer(opened, by=request.user, to=to, team=team, **said)
    except actions.SeniorsOnly:
        return conflict(request, opened, words.for_seniors())
    except actions.TakenByAnother as why:
        mine, now = str(to or (team and team.spoken)), why.ticket
        clashes.shown(form, why, mine=mine, seen_with=now.assignee_id, seen_team=now.team_id)
        return clashes.refused(request, opened, "assign.html", form, assign_form=form)
    return done(request, opened)


@agents_only
@require_POST
def resolve(request: AgentRequest, pk: int) -> HttpResponse:
    """We believe it is done; not while the customer said something that nobody has looked at."""
    opened = ticket_for(request, pk)
    said = request.POST.get("after", "")
    try:
        # Who does not say what they have seen has seen nothing.
        seen = int(said) if said.isdecimal() and len(said) < 10 else 0
        actions.resolve(opened, by=request.user, after=seen)
    except actions.WentOn:
        return conflict(request, opened, words.unread())
    return done(request, opened)


@agents_only
@require_POST
def reopen(request: AgentRequest, pk: int) -> HttpResponse:
    """It was not done after all; a closed ticket stays closed."""
    opened = ticket_for(request, pk)
    if opened.closed_at:
        return conflict(request, opened, _("This ticket is closed for good. A new message opens a new one."))
    actions.reopen(opened, by=request.user)
    return done(request, opened)


@agents_only
@require_POST
def severity(request: AgentRequest, pk: int) -> HttpResponse:
    """It is worse, or less bad, than we thought; the history keeps why."""
    opened = ticket_for(request, pk)
    form = forms.SeverityForm(request.POST, ticket=opened)
    if not form.is_valid():
        return refused(request, opened, "severity.html", form, severity_form=form)
    try:
        actions.reprioritise(opened, by=request.user, **form.cleaned_data)
    except actions.ChangedByAnother as why:
        mine = dict(words.severities())[form.cleaned_data["severity"]]
        clashes.shown(form, why, mine=mine, seen=why.value)
        return clashes.refused(request, opened, "severity.html", form, severity_form=form)
    return done(request, opened)


@agents_only
@require_POST
def availability(request: AgentRequest) -> HttpResponse:
    """Whether new work may come to this agent; who holds chats and goes away says what becomes of them."""
    form = forms.AvailabilityForm(request.POST)
    agent = Agent.objects.filter(user=request.user).first()
    if agent is None or not form.is_valid():
        return HttpResponse(status=422) if request.htmx else pages.show(request, None, status=422)
    held = actions.chats_of(request.user) if form.goes_away and not agent.said_away else 0
    if held and not form.cleaned_data["chats"] and request.htmx:
        asked = {"goes_to": form.cleaned_data["availability"], "held": held, "minutes": settings.AWAY_MINUTES}
        return render(request, "tickets/desk/state.html", pages.state_context(request) | asked)
    people.change_availability(agent, to=form.cleaned_data["availability"])
    if form.goes_away and form.cleaned_data["chats"] == form.OVER:
        actions.hand_chats_back(request.user)
    if request.htmx:
        return render(request, "tickets/desk/state.html", pages.state_context(request))
    return redirect("desk:home")


def done(request: AgentRequest, opened: Ticket) -> HttpResponse:
    """The open page hears of it by itself, without a script it is shown again; who gave it away leaves."""
    stays = Ticket.objects.visible_to(request.user).filter(pk=opened.pk).exists()
    if not stays:
        messages.success(
            request, _("%(reference)s is with another team now.") % {"reference": opened.reference}
        )
        return HttpResponseClientRedirect(reverse("desk:home")) if request.htmx else redirect("desk:home")
    return HttpResponse(status=204) if request.htmx else redirect("desk:ticket", opened.pk)


def gone_on(request: AgentRequest, opened: Ticket) -> HttpResponse:
    """To the ticket as it is now, or to the queue for who has given it away; with what was said of it."""
    stays = Ticket.objects.visible_to(request.user).filter(pk=opened.pk).exists()
    there = reverse("desk:ticket", args=[opened.pk]) if stays else reverse("desk:home")
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


def refused(
    request: AgentRequest, opened: Ticket, part: str, form: django_forms.Form, **bound: Any
) -> HttpResponse:
    """What was typed comes back, with what is wrong about it."""
    if request.htmx:
        return render(request, f"tickets/desk/{part}", {"ticket": opened, "form": form}, status=422)
    return pages.show(request, opened, status=422, **bound)


def conflict(request: AgentRequest, opened: Ticket, words: str) -> HttpResponse:
    """Somebody was here before; nothing was changed, and the page says who."""
    messages.warning(request, words)
    if request.htmx:
        return pages.with_toasts(request, reswap(HttpResponse(status=409), "none"))
    return pages.show(request, opened, status=409)


def not_theirs(
    request: AgentRequest, opened: Ticket, why: actions.SeniorsOnly | actions.TakenByAnother
) -> HttpResponse:
    """It is for others, or somebody else has it meanwhile."""
    if isinstance(why, actions.SeniorsOnly):
        return conflict(request, opened, words.for_seniors())
    return conflict(request, ticket_for(request, opened.pk), words.taken(why.ticket))


def offer_next(request: AgentRequest, answer: HttpResponse) -> HttpResponse:
    """On an open page, beside what is said: the next ticket, one press away. A fresh page has the button."""
    if request.htmx:
        told = json.loads(answer["HX-Trigger"])
        told["desk:toast"]["take"] = _("Take next")
        answer["HX-Trigger"] = json.dumps(told)
    return answer
