"""A customer answers one thing of our list; the last one brings the ticket back to us."""

from hashlib import sha256

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from support.files import FileRefused
from support.look.times import duration
from support.people.requests import VisitorRequest
from tickets import actions, floods, guests, uploads
from tickets.models import Ticket, Wanted
from tickets.models.wanted import DRAFT
from tickets.thing_form import ThingForm
from tickets.views import flash, kept, theirs, thread
from tickets.views.bodies import bounded


@bounded
@never_cache
@require_POST
def answer(request: VisitorRequest, reference: str, pk: int) -> HttpResponse:
    """Take one answer; what we do not need any more is taken as well, so that no word is lost."""
    try:
        ticket = theirs.or_404(request, reference).heard_in()
    except Http404:  # signed out meanwhile: their words are kept
        return thread.not_here(request, reference, draft=f"{DRAFT}{pk}")
    thing = get_object_or_404(Wanted, pk=pk, ticket__in=ticket.whole())
    kept.let_go(request)
    form = ThingForm(request.POST, request.FILES, thing=thing, arrived=uploads.of(request))
    if not form.is_valid():
        return thread.page(request, ticket, thing_form=form, status=422)
    key = form.cleaned_data["key"]
    if wait := floods.seconds_to_wait(floods.ANSWERS_A_TICKET, ticket.pk, thing=key):
        time = {"time": duration(wait, rounding="up")}
        form.add_error(None, _("These were many answers in a few minutes. Send it again in %(time)s.") % time)
        return thread.page(request, ticket, thing_form=form, status=429)
    try:
        received = _receive(ticket, form)
    except FileRefused as why:
        form.add_error("files", str(why))
        return thread.page(request, ticket, thing_form=form, status=422)
    guests.follow(request.session, ticket, received.ticket)
    flash.keep(request, received, form=thing.draft, key=key)
    return flash.go(request, "tickets:show", received.ticket.reference, fragment="#wanted")


def _receive(ticket: Ticket, form: ThingForm) -> actions.Received:
    """Through the one way in; other words or files under the same key are heard as well.

    Raises FileRefused for a file that went with another message meanwhile.
    """
    with translation.override(ticket.language):
        said = form.said
    files = form.cleaned_data["files"]
    what = [form.thing.pk, form.cleaned_data["key"], said, *(file.sha256 for file in files)]
    return actions.receive(
        channel="web",
        external_id=sha256(f"thing:{what}".encode()).hexdigest()[:40],
        customer=ticket.customer,
        body=said,
        ticket=ticket,
        language=translation.get_language() or "en",
        files=files,
        wanted=form.thing,
    )
