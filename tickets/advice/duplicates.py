"""Is it with us already? The same person, and the same transaction, withdrawal or words, in three days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from support import shield
from tickets.advice.same_words import repeating
from tickets.models import Identifier, Message, Ticket, Topic
from tickets.models.ticket import TicketQuerySet

WITHIN = timedelta(hours=72)
ALIKE = 0.45  # of pg_trgm's similarity, 0…1
HEX = re.compile(r"[0-9a-fA-F]{64}")
MOST_TWINS = 5  # told beside a ticket
ONE_THING = {Identifier.Kind.TXID, Identifier.Kind.WITHDRAWAL}


@dataclass(frozen=True)
class Filing:
    """What somebody is about to file: `words` are what happened, `body` the whole message."""

    topic: Topic | None
    named: Sequence[Identifier]
    title: str
    words: str
    body: str | shield.Masked


def found(theirs: TicketQuerySet, new: Filing, *, now: datetime) -> Ticket | None:
    """The ticket among `theirs` that this repeats: it names the same thing, says the same or sounds alike.

    Open ones, and those just solved where it is the same thing or says the same. `theirs` is what this person
    may see: nobody learns of somebody else's ticket by naming its transaction.
    """
    first = theirs.order_by(F("resolved_at").desc(nulls_first=True), "opened_at")
    recent = Q(opened_at__gt=now - WITHIN) | Q(resolved_at__gt=now - WITHIN)
    lately = first.filter(recent)
    if one := _naming(first.filter(recent | _said_since(new, now - WITHIN)), new):
        goes_on = {ticket.heard_in().pk for ticket in one}
        if ticket := theirs.filter(pk__in=goes_on, closed_at=None).first():
            return ticket
    others = lately.filter(closed_at=None, merged_into=None).exclude(_names_another(new))
    return repeating(others, topic=new.topic, body=new.body) or _alike(others, new)


def ended(theirs: TicketQuerySet, new: Filing) -> Ticket | None:
    """The closed ticket among `theirs` about the same thing, that a new one goes on from."""
    return next((one for one in _naming(theirs.order_by("-closed_at"), new) if one.heard_in() == one), None)


def twins(ticket: Ticket, among: TicketQuerySet) -> list[Ticket]:
    """What else names the same thing, of its customer or of whoever writes from the same address, for agents.

    A guest who filed twice from two browsers is two customers until both letters were opened.
    """
    customer = ticket.customer
    same_person = Q(customer=customer)
    if customer.email:
        same_person |= Q(customer__email__iexact=customer.email)
    same = _same(ticket.identifiers.all())
    rows = among.filter(same_person, same, merged_into=None).exclude(pk=ticket.pk) if same else among.none()
    return list(rows.distinct().order_by("-opened_at")[:MOST_TWINS])


def _naming(rows: TicketQuerySet, new: Filing) -> list[Ticket]:
    same = _same(new.named)
    return list(rows.filter(same)) if same else []


def _said_since(new: Filing, since: datetime) -> Q:
    """Tickets whose customer has named one of these things since then, however old they are."""
    words = Q()
    for one in new.named:
        if one.kind in ONE_THING:
            words |= Q(body__icontains=one.value.removeprefix("0x"))
    said = Message.objects.filter(words, ticket=OuterRef("pk"), kind=Message.Kind.CUSTOMER)
    return Q(Exists(said.filter(created_at__gt=since))) if words else Q()


def _same(named: Iterable[Identifier]) -> Q:
    """Tickets that name one of these things; nothing where none of them is one thing."""
    same = Q()
    for one in named:
        if one.kind in ONE_THING:
            same |= Q(identifiers__kind=one.kind, identifiers__value__in=_written(one))
    return same


def _names_another(new: Filing) -> Q:
    """Whatever names a thing of the same kind: two transactions are two things, however alike the words."""
    kinds = {one.kind for one in new.named if one.kind in ONE_THING}
    return Q(pk__in=Identifier.objects.filter(kind__in=kinds).values("ticket"))


def _alike(rows: TicketQuerySet, new: Filing) -> Ticket | None:
    if new.topic is None or not new.words.strip():
        return None
    said = rows.open().filter(topic=new.topic, messages__kind=Message.Kind.CUSTOMER)
    alike = Greatest(
        TrigramSimilarity("messages__body", new.words[:2000]), TrigramSimilarity("subject", new.title[:200])
    )
    return said.annotate(alike=alike).filter(alike__gt=ALIKE).order_by("-alike", "opened_at").first()


def _written(one: Identifier) -> set[str]:
    """As the same thing may be written: a transaction with 0x and without, by the network chosen first.

    Its 64 hex digits are small or capital, likewise by the network; other letters mean what they are.
    """
    if one.kind != Identifier.Kind.TXID:
        return {one.value}
    bare = one.value.removeprefix("0x")
    cases = {bare.lower(), bare.upper()} if HEX.fullmatch(bare) else {bare}
    return {f"{zero}{digits}" for zero in ("", "0x") for digits in cases}
