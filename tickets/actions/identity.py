"""Whose ticket it is, when we learn it later: by a sign-in, or by a letter that was opened."""

from django.db import transaction
from django.utils import timezone

from support.people.guests import proven
from support.people.models import Customer, User
from tickets.actions import standings
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Event, Proof, Ticket
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


@transaction.atomic
def prove(ticket: Ticket, *, link: str, reader: User | None = None) -> bool:
    """Somebody came by our letter's link: the mailbox is theirs, so the ticket is. False for a used link.

    `link` is the link's digest (tickets.letters); the row it leaves is the judge of two who come at once.
    Who is signed in with that very address gets the ticket into their account; otherwise it goes to whoever
    proved the address before, with everything that was merged with it.
    """
    _, is_first = Proof.objects.get_or_create(link=link, defaults={"ticket": ticket})
    if is_first and (owner := _owner(ticket.customer, reader)):
        whole = Ticket.objects.filter(pk__in=ticket.survivor().whole())
        for part in whole.filter(customer=ticket.customer).order_by("pk"):
            identify(part, customer=owner, by_letter=True)
    return is_first


def _owner(writer: Customer, reader: User | None) -> Customer | None:
    """Whose the ticket becomes; None when it stays with the customer it has."""
    if reader and reader.email == writer.email.lower() and (account := Customer.of(reader)):
        return account
    if not writer.is_without_proof:
        return None
    known = {"language": writer.language, "time_zone": writer.time_zone}
    return proven(email=writer.email, name=writer.name, **known)
