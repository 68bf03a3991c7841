"""An address is proven: our letter was opened, so the guest's ticket is whose the mailbox is."""

from django.db import transaction

from support.people.guests import proven
from support.people.models import Customer, User
from tickets.actions.identity import identify
from tickets.models import Proof, Ticket


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
