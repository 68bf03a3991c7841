"""Carl's chat: what he said there, a file of it, and one that no line has taken along."""

from livechat import actions, files
from livechat.models import Visit
from tickets.models import Ticket, Upload


def begin(visit, words, file):
    """He says something, and sends a file with it."""
    Upload.objects.create(owner=files.owner(visit), name="later.txt", size=5)
    return actions.say(visit, body=words, key="line-0001", files=[file]).ticket


def things(ticket: Ticket):
    """What addresses ask about."""
    visit = Visit.objects.get(ticket=ticket)
    return {
        "chat": {"reference": ticket.reference, "pk": ticket.pk, "seq": 0},
        "chat-file": {"key": ticket.messages.get().attachments.get().key},
        "chat-upload": {"token": Upload.objects.get(owner=files.owner(visit)).token},
    }
