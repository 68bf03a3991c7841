"""What the composer needs on the stage: a macro, a reply that waits, and a draft that is shown."""

from datetime import timedelta

from django.utils import timezone

from tickets import actions
from tickets.models import Jotting, Macro, Pen

FORMS = {
    "desk:reply": {"body": "An answer"},
    "desk:note": {"body": "A note"},
    "desk:recall": {},
    "desk:send-anyway": {"read": "999"},
    "desk:discard": {},
    "desk:jotting": {"body": "Half an answer"},
    "desk:jotting-take-over": {},
    "desk:try": {"body": "Hello {reference}"},
    "desk:macro-new": {"name": "New", "kind": "reply", "body_en": "Hello"},
    "desk:macro": {"name": "Hello", "kind": "note", "body_en": "Hello"},
    "desk:macro-delete": {},
    "desk:pen": {"undo_seconds": "20"},
    "desk:read": {"seq": "1"},
}


def things(ticket, cast, words):
    """Rows of the composer, by the names addresses ask for them."""
    ada, sam = cast["ada"], cast["sam"]
    macro = Macro.objects.create(name="Hello", bodies={"en": "Hello"})
    Pen.objects.create(user=sam)
    leaves = timezone.now() + timedelta(hours=1)
    waits = actions.hold_back(ticket, by=ada, body=words, key="w1", leaves_at=leaves, later=True)
    held = actions.hold_back(ticket, by=ada, body=words, key="w2", leaves_at=leaves, after=0)
    half = {"user": ada, "kind": "reply", "body": words, "saved_at": leaves, "shared_at": leaves}
    return {
        "waits": {"pk": waits.pk},
        "held": {"pk": held.pk},
        "shown": {"pk": Jotting.objects.create(ticket=ticket, **half).pk},
        "jotting": {"pk": ticket.pk, "kind": "reply"},
        "macro": {"pk": macro.pk},
    }
