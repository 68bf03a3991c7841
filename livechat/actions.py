"""What a visitor can do: begin, speak, read, sign in, leave an address, end it."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from livechat import entry
from livechat.models import Visit
from support import shield
from support.files import Checked
from support.people import actions as people
from support.people.models import Customer, Handle, User
from tickets import actions, delivery
from tickets.models import Message, Ticket, Topic

LATELY = timedelta(days=1)  # a visit without a word is gone on with; an older one may be forgotten any time


@transaction.atomic
def begin(user: User | AnonymousUser | None, *, language: str) -> Visit:
    """A browser opens the chat. A customer goes on where another browser of theirs is, also before a word.

    One browser after the other, by the customer's row: two at the same moment would begin two conversations.
    """
    owner = owner_of(user, language=language)
    if owner is None:
        return Visit.objects.create(language=language)
    Customer.objects.select_for_update(no_key=True).get(pk=owner.pk)
    talking = Visit.objects.filter(customer=owner, ticket__isnull=False, ticket__closed_at=None)
    silent = Visit.objects.filter(customer=owner, ticket=None, started_at__gte=timezone.now() - LATELY)
    known = talking.order_by("-started_at").first() or silent.order_by("-started_at").first()
    return known or Visit.objects.create(customer=owner, language=language)


def owner_of(user: User | AnonymousUser | None, *, language: str = "en") -> Customer | None:
    """The customer somebody signed in is, made when needed; None for strangers and staff."""
    if user is None or not user.is_authenticated or user.is_staff:
        return None
    return Customer.of(user) or people.join(user, language=language)


def say(
    visit: Visit, *, body: str, key: str, topic: str = "", files: Sequence[Checked] = ()
) -> actions.Received:
    """Keep what the visitor typed, under the key their window gave it: sent twice, kept once.

    Raises FileRefused for a file that went with another line.
    """
    masked, named = shield.masked(body), f"{visit.key}:{key}"
    further = None if files else _say_more(visit, masked, named)
    return further or _say(visit, masked, named, topic, files)


def _say_more(visit: Visit, body: shield.Masked, key: str) -> actions.Received | None:
    """The usual: one more line. Whose ticket it is, is looked at under the ticket's own lock."""
    if visit.ticket_id is None or visit.customer is None:
        return None
    return actions.receive_further(
        external_id=key,
        thread=str(visit.key),
        customer=visit.customer,
        body=body,
        language=visit.language,
    )


@transaction.atomic
def _say(
    visit: Visit, body: shield.Masked, key: str, topic: str, files: Sequence[Checked]
) -> actions.Received:
    visit = _hold(visit)
    about = Topic.objects.filter(slug=topic).first() if topic else None
    received = actions.receive(
        channel="chat",
        external_id=key,
        thread=str(visit.key),
        customer=(customer := _customer(visit)),
        body=body,
        topic=about,
        team=None if visit.ticket_id else entry.team_for(entry.of(customer), about),
        language=visit.language,
        files=files,
    )
    if visit.ticket_id != received.ticket.pk and not received.repeated:
        Visit.objects.filter(pk=visit.pk).update(ticket=received.ticket)
    return received


def _hold(visit: Visit) -> Visit:
    """The visit as it is now, locked before any ticket is, and alone (see tickets.actions.history.hold)."""
    return Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)


def _customer(visit: Visit) -> Customer:
    """Who the visitor is; a stranger becomes a customer with their first line."""
    if visit.customer is None:
        with override(visit.language):
            name = gettext("Visitor")
        visit.customer = people.recognise(
            network="chat", external_id=str(visit.key), name=name, language=visit.language
        )
        Visit.objects.filter(pk=visit.pk, customer=None).update(customer=visit.customer)
    return visit.customer


def follow(visit: Visit) -> None:
    """The window shows the ticket its conversation goes on in: merged into another, or on its own again."""
    ticket = visit.ticket
    if ticket and ticket.merged_into_id is None and ticket.thread != str(visit.key):
        ticket = (
            Ticket.objects.filter(channel="chat", thread=str(visit.key)).order_by("-pk").first() or ticket
        )
    goes_on = ticket.survivor() if ticket else None
    if goes_on != visit.ticket:
        Visit.objects.filter(pk=visit.pk, ticket=visit.ticket).update(ticket=goes_on)
        visit.ticket = goes_on


@transaction.atomic
def sign_in(visit: Visit, *, owner: Customer) -> Visit:
    """The stranger of this browser has signed in: what they said as a visitor is theirs, at their tier."""
    visit = _hold(visit)
    stranger = visit.customer
    if stranger == owner or (stranger and stranger.user_id):
        return visit
    if stranger:
        for ticket in stranger.tickets.order_by("pk"):
            actions.identify(ticket, customer=owner)
        Handle.objects.filter(customer=stranger).update(customer=owner)
        Visit.objects.filter(customer=stranger).update(customer=owner)
        stranger.delete()
    Visit.objects.filter(pk=visit.pk).update(customer=owner)
    visit.customer = owner
    return visit


def turn_to(visit: Visit, *, language: str, zone: str = "") -> None:
    """The visitor reads another language now, or sits elsewhere; what they say next is said in it."""
    zone = zone or visit.zone
    if (visit.language, visit.zone) != (language, zone):
        Visit.objects.filter(pk=visit.pk).update(language=language, zone=zone)
        visit.language, visit.zone = language, zone


def be_here(visit: Visit) -> None:
    """A window of this visit gives a sign of life."""
    Visit.objects.filter(pk=visit.pk).update(here_at=timezone.now())


def go(visit: Visit) -> None:
    """A window closed; another one of the same visit will say within seconds that it is still here."""
    Visit.objects.filter(pk=visit.pk).update(here_at=None)


def see(visit: Visit, *, seq: int) -> None:
    """The visitor has seen everything up to `seq`; an answer among it has arrived."""
    Visit.objects.filter(pk=visit.pk, seen_seq__lt=seq).update(seen_seq=seq)
    answers = Message.objects.filter(ticket=visit.ticket_id, seq__lte=seq, delivery=Message.Delivery.PENDING)
    for pk in answers.values_list("pk", flat=True):
        Message.objects.filter(pk=pk, delivery=Message.Delivery.PENDING).update(retry_at=timezone.now())
        delivery.attempt(pk)


@transaction.atomic
def leave_address(visit: Visit, *, email: str) -> None:
    """Remember where a stranger's answer goes when they have left; who signs in has an address already."""
    visit = _hold(visit)
    customer = _customer(visit)
    if customer.user_id is None and not customer.exchange_id:
        customer.email = email
        customer.save(update_fields=["email"])


def end(visit: Visit) -> None:
    """The visitor is done, or leaves the line; writing again opens it."""
    if visit.ticket:
        actions.resolve(visit.ticket, by=None)
