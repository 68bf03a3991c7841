"""What a customer's own words name is remembered with the ticket, as what they answer in a form is."""

from tickets.advice import pasted
from tickets.models import Identifier, Ticket

MOST = 100  # of one ticket: nobody reads more, and none of us wants a list of every transaction there is


def remember(ticket: Ticket, masked: str) -> None:
    """Keep the transactions and withdrawals named in words whose secrets are hidden already.

    The ticket is locked by whoever calls. One that is known with 0x or in other letters is not kept twice.
    """
    named = pasted.named_in(masked)
    if not named:
        return
    known = {_bare(one) for one in ticket.identifiers.all()}
    fresh = [one for one in named if _bare(one) not in known][: max(0, MOST - len(known))]
    for one in fresh:
        one.ticket = ticket
    Identifier.objects.bulk_create(fresh, ignore_conflicts=True)


def _bare(one: Identifier) -> tuple[str, str]:
    return one.kind, one.value.removeprefix("0x").lower()
