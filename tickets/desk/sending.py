"""Words leave, or stay: replies and notes, replies called back, and what waits to leave."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseLocation, push_url, trigger_client_event

from support.people.requests import AgentRequest
from tickets import actions, jottings
from tickets.desk import held, later, moves, pages, since, words
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.anew import begin_anew
from tickets.desk.beginning import called_back
from tickets.desk.composed import Composed, KeepForm
from tickets.desk.send_form import NEXT, SendForm
from tickets.models import Outgoing, Ticket


@agents_only
@require_POST
def reply(request: AgentRequest, pk: int) -> HttpResponse:
    """Answer the customer: now, in a few seconds, or later; then perhaps solve, and the next one."""
    opened = ticket_for(request, pk)
    form = SendForm(request.POST, request.FILES, ticket=opened, user=request.user)
    if not form.is_valid():
        return moves.refused(request, opened, "say.html", form, reply_form=form, say="reply")
    try:
        waits = _send(request, opened, form)
    except actions.SeniorsOnly:
        form.add_error("body", words.for_seniors())
        return moves.refused(request, opened, "say.html", form, reply_form=form, say="reply", may_reply=True)
    except actions.SaidOtherwise:
        begin_anew(form, "body")
        return moves.refused(request, opened, "say.html", form, reply_form=form, say="reply")
    jottings.forget(opened, request.user, form.kind)
    fresh = SendForm(ticket=opened, user=request.user, initial={"after": form.after})
    if waits and waits.end:
        return held.again(request, opened, fresh)
    answer = _next(request) if NEXT in form.then else _said(request, fresh)
    if waits and request.htmx:
        trigger_client_event(answer, "desk:held", told(waits))
    return answer


@agents_only
@require_POST
def note(request: AgentRequest, pk: int) -> HttpResponse:
    """Leave words for colleagues, and do what their macro does."""
    opened = ticket_for(request, pk)
    form = KeepForm(request.POST, request.FILES, ticket=opened, user=request.user)
    if not form.is_valid():
        return moves.refused(request, opened, "say.html", form, note_form=form, say="note")
    said = {name: form.cleaned_data[name] for name in ("body", "key", "files")}
    said |= {"steps": form.told_steps, "after": form.after}
    try:
        actions.say(opened, by=request.user, kind="note", **said)
    except actions.SaidOtherwise:
        begin_anew(form, "body")
        return moves.refused(request, opened, "say.html", form, note_form=form, say="note")
    except actions.WentOn:
        form.add_error(None, words.unread())
        return moves.refused(request, opened, "say.html", form, note_form=form, say="note")
    jottings.forget(opened, request.user, form.kind)
    return _said(request, KeepForm(ticket=opened, user=request.user))


@agents_only
@require_POST
def recall(request: AgentRequest, pk: int) -> HttpResponse:
    """Call a reply back before it leaves: its words are in the composer again."""
    row = get_object_or_404(of(request), pk=pk)
    opened = ticket_for(request, row.ticket_id)
    try:
        kept = actions.recall(row, by=request.user)
    except actions.HasLeft:
        return moves.conflict(request, opened, _("It has left already."))
    form = called_back(kept, ticket=opened, user=request.user)
    shown = pages.show(request, opened, reply_form=form, say="reply", may_reply=True)
    return push_url(shown, reverse("desk:ticket", args=[opened.pk])) if request.htmx else shown


@agents_only
@require_GET
def outgoing(request: AgentRequest, pk: int) -> HttpResponse:
    """What waits to leave on a ticket, as it is now; who looks has heard what they were told of it."""
    opened = ticket_for(request, pk)
    opened.mentions.filter(user=request.user, seen_at=None).update(seen_at=timezone.now())
    shown = opened.jottings.filter(shared_at__isnull=False).exclude(user=request.user).select_related("user")
    facts = {"ticket": opened, "outgoing": since.shown(opened), "jottings": shown}
    return render(request, "tickets/desk/outgoing.html", facts)


def of(request: AgentRequest) -> QuerySet[Outgoing]:
    """Replies this agent may call back: their own, a supervisor everybody's, on tickets they may know of."""
    rows = Outgoing.objects.filter(ticket__in=Ticket.objects.visible_to(request.user))
    return rows if request.user.is_supervisor else rows.filter(by=request.user)


def _send(request: AgentRequest, opened: Ticket, form: SendForm) -> Outgoing | None:
    """The row when it waits or is held, None when it has left."""
    said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("body", "key", "files", "wanted")}
    said |= {"by": request.user, "steps": form.told_steps, "after": form.after}
    now = timezone.now()
    chosen, seconds = form.leaves_at(now), later.seconds_for(request.user, opened)
    if chosen is None and not seconds:
        with suppress(actions.WentOn):  # then it is kept, and held
            actions.say(opened, **said)
            return None
    leaves_at = chosen or now + timedelta(seconds=seconds)
    return actions.hold_back(opened, leaves_at=leaves_at, later=chosen is not None, typed=form.typed, **said)


def told(row: Outgoing) -> dict[str, Any]:
    """What the open page counts down: {"pk", "later", "leaves", "undo"}."""
    undo = reverse("desk:recall", args=[row.pk])
    return {"pk": row.pk, "later": row.later, "leaves": row.leaves_at.isoformat(), "undo": undo}


def _said(request: AgentRequest, fresh: Composed) -> HttpResponse:
    stays = Ticket.objects.visible_to(request.user).filter(pk=fresh.ticket.pk).exists()
    if not stays:  # a step gave it to another team
        return moves.done(request, fresh.ticket)
    if not request.htmx:
        return redirect("desk:ticket", fresh.ticket.pk)
    return render(request, "tickets/desk/say.html", {"ticket": fresh.ticket, "form": fresh})


def _next(request: AgentRequest) -> HttpResponse:
    """What comes first for them now, or the queue when nothing does."""
    try:
        taken = actions.claim_next(request.user)
    except actions.NotTakingWork:
        taken = None
    if taken is None:
        messages.info(request, _("Sent. Nobody else waits for you now."))
    there = reverse("desk:ticket", args=[taken.pk]) if taken else reverse("desk:home")
    if not request.htmx:
        return redirect(there)
    return HttpResponseLocation(there, target="#talk", swap="innerHTML")
