"""Side conversations at the desk: beside their ticket, and as a page of their own for who is asked."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from support.people.models import User
from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import glance, pages
from tickets.desk.access import agents_only, readable_as, ticket_for
from tickets.desk.anew import begin_anew
from tickets.desk.aside_form import AskForm, SideForm
from tickets.desk.beside import Shown, beside
from tickets.models import SideConversation, Ticket

PAGE, LIST = "tickets/desk/aside_page.html", "tickets/desk/asides.html"
SAY, ASK = "tickets/desk/aside_say.html", "tickets/desk/aside_ask.html"


@agents_only
@require_GET
def of_ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """What is asked beside a ticket, as it is now."""
    opened = ticket_for(request, pk)
    teams = glance.at(opened, request.user).teams
    asides = beside(opened, request.user, opened.whole(), teams)
    return render(request, LIST, {"ticket": opened, "asides": asides, "now": timezone.now()})


@agents_only
@require_http_methods(["GET", "POST"])
def ask(request: AgentRequest, pk: int) -> HttpResponse:
    """Whom and what (GET); ask a team or a colleague (POST)."""
    opened = ticket_for(request, pk)
    form = AskForm(request.POST or None, ticket=opened, user=request.user)
    if form.is_valid() and _asked(opened, form, request.user):
        if not request.htmx:
            return redirect("desk:ticket", opened.pk)
        return render(request, ASK, {"ticket": opened})
    status = 422 if request.method == "POST" else 200
    facts = {"ticket": opened, "form": form}
    if request.htmx:
        return render(request, ASK, facts, status=status)
    return pages.show(request, opened, status=status, asking=ASK, **facts)


@agents_only
@require_GET
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """One side conversation; the ticket is linked for those who may see it."""
    return _page(request, _theirs(request, pk))


@agents_only
@require_POST
def say(request: AgentRequest, pk: int) -> HttpResponse:
    """Answer, or ask on, by the side one stands on."""
    aside = _theirs(request, pk)
    form = SideForm(request.POST, aside=aside)
    answers = aside.is_asked(request.user)
    if form.is_valid():
        speak = actions.answer_aside if answers else actions.ask_again
        try:
            speak(aside, by=request.user, **form.cleaned_data)
        except actions.SaidOtherwise:
            begin_anew(form, "body")
        else:
            form = SideForm(aside=aside)
    if not form.is_bound and not request.htmx:
        return redirect("desk:aside", aside.pk)
    status = 422 if form.errors else 200
    if request.htmx:
        return render(request, SAY, {"one": Shown(aside, answers, form)}, status=status)
    return _page(request, aside, form, status=status)


@agents_only
@require_POST
def end(request: AgentRequest, pk: int) -> HttpResponse:
    """Nothing is owed any more."""
    aside = _theirs(request, pk)
    actions.end_aside(aside, by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("desk:aside", aside.pk)


def _asked(opened: Ticket, form: AskForm, user: User) -> bool:
    said = form.cleaned_data
    try:
        actions.ask(opened, to=form.whom, by=user, question=said["body"], key=said["key"])
    except actions.SaidOtherwise:
        begin_anew(form, "body")
        return False
    return True


def _theirs(request: AgentRequest, pk: int) -> SideConversation:
    rows = SideConversation.objects.visible_to(request.user).select_related(
        "ticket", "team", "colleague", "by"
    )
    return get_object_or_404(rows.select_related("calendar").distinct(), pk=pk)


def _page(
    request: AgentRequest, aside: SideConversation, form: SideForm | None = None, *, status: int = 200
) -> HttpResponse:
    one = Shown(aside, aside.is_asked(request.user), form or SideForm(aside=aside))
    may_open = readable_as(aside.ticket, request.user).first()
    facts = {"one": one, "may_open": may_open, "asking": PAGE, "now": timezone.now()}
    return pages.show(request, None, status=status, **facts)
