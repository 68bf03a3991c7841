"""What a customer owes us and said of us, as agents see it beside the conversation."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets import checklist
from tickets.advice import duplicates
from tickets.desk.glance import Glance
from tickets.desk.landmarks import Landmarks
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


def asked_of_customer(ticket: Ticket, user: User, marks: Landmarks, glance: Glance) -> dict[str, Any]:
    """The list and how far it has come, the newest rating, and the tickets linked with this or like it.

    Nothing is looked for that cannot be there: a list nobody wrote, a rating of what was never solved.
    """
    seen = Ticket.objects.visible_to(user)
    linked = seen.filter(Q(follows=ticket) | Q(pk=ticket.follows_id)).order_by("pk")
    others = list(linked) if glance.has_linked else []
    may_list = glance.has_wanted or len(marks.whole) > 1
    return {
        "checklist": checklist.of(ticket, whole=marks.whole) if may_list else checklist.Checklist([]),
        "rating": ticket.ratings.order_by("-made_at").first() if marks.was_solved else None,
        "follows": next((other for other in others if other.pk == ticket.follows_id), None),
        "followers": [other for other in others if other.follows_id == ticket.pk],
        "twins": duplicates.twins(ticket, seen) if glance.has_values else [],
    }
