"""Whose ticket it is, when we learn it later."""

from django.db import transaction
from django.utils import timezone

from support.people.models import Customer
from tickets.actions import standings
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Event, Ticket
from tickets.pricing import PriceBook


@transaction.atomic
def identify(ticket: Ticket, *, customer: Customer, by_letter: bool = False) -> Ticket:
    """A stranger has shown who they are: their ticket is the customer's, at the customer's tier.

    What was waited stays waited. `by_letter` says that they opened our letter; else they signed in.
    """
    ticket = hold(ticket)
    if ticket.customer_id != customer.pk:
        now, tier = timezone.now(), ticket.customer.tier
        before, book = standings.standing(ticket, now=now, place=True), PriceBook()
        ticket.customer = customer
        settle(ticket, "customer", book=book)
        after = standings.standing(ticket, now=now, place=True)
        told = standings.terms(ticket, book.version(ticket)) | {"tier_before": tier.name}
        told |= {"by_letter": True} if by_letter else {}
        record(ticket, Event.Kind.IDENTIFIED, before=before, after=after, **told)
    return ticket
