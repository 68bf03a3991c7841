"""Splitting at the desk: choose what the customer said, look at what will come of it, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.split_form import SplitForm
from tickets.models import Ticket

PAGE = "tickets/desk/split.html"


@agents_only
@require_http_methods(["GET", "POST"])
def split(request: AgentRequest, pk: int) -> HttpResponse:
    """Choose and see what will come of it (GET); give it a ticket of its own (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        return _page(request, opened, SplitForm(request.GET or None, ticket=opened))
    form = SplitForm(request.POST, ticket=opened)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    try:
        made = actions.split(opened, by=request.user, **form.told)
    except actions.MayNotSplit:  # the preview says why
        return _page(request, opened, form, status=422)
    seen = Ticket.objects.visible_to(request.user).filter(pk=made.pk).exists()
    said = {"reference": made.reference, "team": made.team.spoken}
    messages.success(request, _("%(reference)s is a ticket of its own now, with %(team)s.") % said)
    there = reverse("desk:ticket", args=[made.pk if seen else opened.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


def _page(request: AgentRequest, opened: Ticket, form: SplitForm, *, status: int = 200) -> HttpResponse:
    shown = form.preview() if form.is_bound and form.is_valid() and (form.chosen or status != 200) else None
    return pages.show(request, opened, status=status, asking=PAGE, split_form=form, preview=shown)
