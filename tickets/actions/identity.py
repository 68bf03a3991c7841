"""Whose ticket it is, when we learn it later."""

from django.db import transaction

from support.people.models import Customer
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Event, Ticket


@transaction.atomic
def identify(ticket: Ticket, *, customer: Customer) -> Ticket:
    """A stranger has shown who they are: their ticket is the customer's, at the customer's tier.

    What was waited stays waited.
    """
    ticket = hold(ticket)
    if ticket.customer_id != customer.pk:
        before = ticket.target_seconds
        ticket.customer = customer
        settle(ticket, "customer")
        record(ticket, Event.Kind.IDENTIFIED, before=before, after=ticket.target_seconds)
    return ticket
