"""What is about to be filed, compared with what the same person has with us; an alarm never is."""

from django.http import HttpRequest
from django.utils import timezone

from support.people.models import Customer
from tickets import guests
from tickets.advice import duplicates
from tickets.forms import NewTicketForm
from tickets.models import Ticket
from tickets.severity import Severity


def found(request: HttpRequest, form: NewTicketForm, customer: Customer | None = None) -> Ticket | None:
    """What this person has with us about the same thing: open, or solved and to be opened again."""
    if _is_alarm(form):
        return None
    theirs = guests.filed_by(request.user, request.session, customer)
    return duplicates.found(theirs, _filing(form), now=timezone.now())


def ended(request: HttpRequest, form: NewTicketForm, customer: Customer) -> Ticket | None:
    """What was closed about the same thing, which the new one goes on from."""
    if _is_alarm(form):
        return None
    return duplicates.ended(guests.filed_by(request.user, request.session, customer), _filing(form))


def _is_alarm(form: NewTicketForm) -> bool:
    return form.never_blocks or form.gravest == Severity.S0


def _filing(form: NewTicketForm) -> duplicates.Filing:
    said = str(form.cleaned_data.get("happened", ""))
    return duplicates.Filing(form.about, form.identifiers, title=form.title, words=said, body=form.body)
