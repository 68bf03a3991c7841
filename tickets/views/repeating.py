"""What is about to be filed, compared with what the same person has with us; no alarm is held up by it."""

from django.http import HttpRequest
from django.utils import timezone

from support.people.models import Customer
from tickets import actions, guests
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


def others(request: HttpRequest, form: NewTicketForm, customer: Customer) -> actions.Others:
    """The same for the moment the ticket opens, and what was closed about it; an alarm is put beside it."""
    theirs = guests.filed_by(request.user, request.session, customer)
    if _is_alarm(form):
        return actions.Others(beside=lambda them: _beside(request, form, them))
    return actions.Others(lambda them: found(request, form, them), duplicates.ended(theirs, _filing(form)))


def _beside(request: HttpRequest, form: NewTicketForm, customer: Customer) -> Ticket | None:
    """What an alarm says again: it is filed all the same, next to that one."""
    theirs = guests.filed_by(request.user, request.session, customer)
    return duplicates.found(theirs, _filing(form), now=timezone.now())


def _is_alarm(form: NewTicketForm) -> bool:
    return form.never_blocks or form.gravest == Severity.S0


def _filing(form: NewTicketForm) -> duplicates.Filing:
    said = str(form.cleaned_data.get("happened", ""))
    return duplicates.Filing(form.about, form.identifiers, title=form.title, words=said, body=form.parts[0])
