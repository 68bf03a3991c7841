"""Answering all incidents of a problem at the desk: write, look, send, and see how far it has come."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.anew import begin_anew
from tickets.desk.joint_form import JointForm
from tickets.models import JointAnswer, Ticket

PAGE, SENT, PROGRESS = (f"tickets/desk/joint{part}.html" for part in ("", "_sent", "_progress"))


@agents_only
@require_http_methods(["GET", "POST"])
def answer_all(request: AgentRequest, pk: int) -> HttpResponse:
    """Write it in every language (GET), look who gets what, then send (POST)."""
    opened = ticket_for(request, pk)
    form = JointForm(request.POST if request.method == "POST" else None, problem=opened, user=request.user)
    if not form.is_valid():
        return _page(request, opened, form, status=422 if form.is_bound else 200)
    if "send" not in request.POST:
        return _page(request, opened, form, look=True)
    if not form.was_looked_at:
        form.add_error(None, _("Something has changed since you looked. Look again before you send it."))
        return _page(request, opened, form, status=409, look=True)
    said = {"bodies": form.bodies, "incidents": form.incidents, "solves": form.cleaned_data["solves"]}
    try:
        answer = actions.answer_all(opened, by=request.user, key=form.cleaned_data["key"], **said)
    except actions.MayNotAnswer as refusal:
        form.add_error(None, str(refusal))
        return _page(request, opened, form, status=409)
    except actions.SaidOtherwise:
        begin_anew(form)
        return _page(request, opened, form, status=409, look=True)
    there = reverse("desk:joint", args=[opened.pk, answer.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


@agents_only
@require_GET
def sent(request: AgentRequest, pk: int, joint: int) -> HttpResponse:
    """How far a joint answer has come; it asks again by itself until all is done."""
    opened = ticket_for(request, pk)
    rows = (
        JointAnswer.objects.filter(problem=opened)
        .select_related("by")
        .annotate(
            total=Count("replies"),
            done=Count("replies", filter=Q(replies__done_at__isnull=False)),
            answered=Count("replies", filter=Q(replies__message__isnull=False)),
            solved=Count("replies", filter=Q(replies__passed="solved")),
            wrote=Count("replies", filter=Q(replies__passed="wrote")),
            seniors=Count("replies", filter=Q(replies__passed="seniors")),
            clash=Count("replies", filter=Q(replies__passed="clash")),
            away=Count("replies", filter=Q(replies__passed="away")),
        )
    )
    found = get_object_or_404(rows, pk=joint)
    if request.htmx and request.htmx.target == "joint-progress":
        return render(request, PROGRESS, {"ticket": opened, "joint": found})
    return pages.show(request, opened, asking=SENT, joint=found)


def _page(
    request: AgentRequest, opened: Ticket, form: JointForm, *, status: int = 200, look: bool = False
) -> HttpResponse:
    return pages.show(request, opened, status=status, asking=PAGE, joint_form=form, look=look)
