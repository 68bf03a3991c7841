"""What a customer owes us and said of us, as agents see it beside the conversation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets import checklist
from tickets.advice import duplicates
from tickets.models import Ticket, Wanted

# What agents ask for most: the words, and how it is answered. Never a password, a code or a recovery phrase.
OFTEN = [
    (_("The transaction ID (TXID)"), Wanted.Kind.WORDS),
    (_("Which network did you choose when you sent it?"), Wanted.Kind.WORDS),
    (_("A screenshot of the finished transfer"), Wanted.Kind.SCREENSHOT),
    (_("The transfer as your bank or wallet shows it"), Wanted.Kind.RECORD),
    (_("A photo of your identity document, both sides"), Wanted.Kind.IDENTITY),
    (_("Did you make this transfer yourself?"), Wanted.Kind.YES_NO),
]


def asked_of_customer(ticket: Ticket, user: User) -> dict[str, Any]:
    """The list and how far it has come, the newest rating, and the tickets linked with this or like it."""
    seen = Ticket.objects.visible_to(user)
    return {
        "checklist": checklist.of(ticket),
        "rating": ticket.ratings.order_by("-made_at").first(),
        "follows": ticket.follows_id and seen.filter(pk=ticket.follows_id).first(),
        "followers": list(seen.filter(follows=ticket).order_by("pk")),
        "twins": duplicates.twins(ticket, seen),
    }
