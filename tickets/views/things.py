"""A customer answers one thing of our list; the last one brings the ticket back to us."""

from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from support.look.times import duration
from support.people.requests import VisitorRequest
from tickets import actions, floods, guests
from tickets.models import Wanted
from tickets.thing_form import ThingForm
from tickets.views import flash, theirs, thread
from tickets.views.bodies import bounded


@bounded
@never_cache
@require_POST
def answer(request: VisitorRequest, reference: str, pk: int) -> HttpResponse:
    """Take one answer; what we do not need any more is taken as well, so that no word is lost."""
    ticket = theirs.or_404(request, reference).heard_in()
    thing = get_object_or_404(Wanted, pk=pk, ticket__in=ticket.whole())
    form = ThingForm(request.POST, request.FILES, thing=thing)
    if not form.is_valid():
        return thread.page(request, ticket, thing_form=form, status=422)
    key = form.cleaned_data["key"]
    if wait := floods.seconds_to_wait(floods.ANSWERS_A_TICKET, ticket.pk, thing=key):
        time = {"time": duration(wait, rounding="up")}
        form.add_error(None, _("These were many answers in a few minutes. Send it again in %(time)s.") % time)
        return thread.page(request, ticket, thing_form=form, status=429)
    with translation.override(ticket.language):
        said = form.said
    received = actions.receive(
        channel="web",
        external_id=sha256(f"thing:{thing.pk}:{key}".encode()).hexdigest()[:40],
        customer=ticket.customer,
        body=said,
        ticket=ticket,
        language=translation.get_language() or "en",
        files=form.cleaned_data["files"],
        wanted=thing,
    )
    if ticket.customer.user_id is None:
        guests.let_in(request.session, received.ticket)
    flash.keep(request, received)
    return flash.go(request, "tickets:show", received.ticket.reference, fragment="#wanted")
