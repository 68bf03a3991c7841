"""What a visitor can do: speak, come and go."""

import uuid

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from livechat.models import Visit
from support.people.actions import recognise
from support.people.models import Customer, User
from tickets import actions
from tickets.models import Topic


def begin(user: User | None, *, language: str) -> Visit:
    """A visitor opens the chat; who is signed in is known, everybody else is a visitor."""
    return Visit.objects.create(customer=Customer.of(user) if user else None, language=language)


def say(visit: Visit, *, body: str, key: str, topic: str = "") -> actions.Received:
    """Keep what the visitor typed, under the key their window gave it: sent twice, kept once."""
    customer = visit.customer or _visitor(visit)
    received = actions.receive(
        channel="chat",
        external_id=f"{visit.key}:{key}",
        thread=str(visit.key),
        customer=customer,
        body=body,
        topic=Topic.objects.filter(slug=topic).first() if topic else None,
        language=visit.language,
    )
    if visit.ticket_id != received.ticket.pk:
        Visit.objects.filter(pk=visit.pk).update(ticket=received.ticket)
        visit.ticket = received.ticket
    return received


def _visitor(visit: Visit) -> Customer:
    customer = recognise(
        network="chat", external_id=str(visit.key), name=_("Visitor"), language=visit.language
    )
    Visit.objects.filter(pk=visit.pk, customer=None).update(customer=customer)
    visit.customer = customer
    return customer


def come(visit: Visit) -> None:
    """A window of this visit opened."""
    Visit.objects.filter(pk=visit.pk).update(lines=F("lines") + 1, left_at=None)


@transaction.atomic
def go(visit: Visit) -> None:
    """A window of this visit closed; the last one ends the stay, not the conversation."""
    Visit.objects.filter(pk=visit.pk).update(lines=Greatest(F("lines") - 1, 0))
    Visit.objects.filter(pk=visit.pk, lines=0).update(left_at=timezone.now())


def see(visit: Visit, *, seq: int) -> None:
    """The visitor's window has shown everything up to `seq`."""
    Visit.objects.filter(pk=visit.pk, seen_seq__lt=seq).update(seen_seq=seq)


def end(visit: Visit) -> None:
    """The visitor says goodbye: what is answered is resolved, what is not keeps its place."""
    if visit.ticket and visit.ticket.is_open and visit.ticket.waiting_since is None:
        actions.resolve(visit.ticket, by=None)


def known(key: str) -> Visit | None:
    """The visit a browser's session remembers; None when it is gone or was never ours."""
    try:
        rows = Visit.objects.select_related("customer", "ticket__assignee", "ticket__team", "ticket__lane")
        return rows.filter(pk=uuid.UUID(key)).first()
    except (ValueError, TypeError, AttributeError):
        return None
