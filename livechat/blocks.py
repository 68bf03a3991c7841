"""Abuse is kept out of the chat for a while. Never kept out: the ticket form, and who loses money now."""

from datetime import datetime
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from livechat.models import Block, Visit
from support.audit import book
from support.people.models import User
from tickets import priority
from tickets.models import Ticket, Topic

A_HOUSEHOLD = {4: 32, 6: 64}  # bits of an address that are one connection's


class NobodyThere(Exception):
    """There is no such visit, or it came from no network we know of."""


def network_of(address: str) -> str:
    """A keyed digest of the network an address is of, 64 hex digits; "" for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    network = ip_network(f"{parsed}/{A_HOUSEHOLD[parsed.version]}", strict=False)
    return salted_hmac("livechat.blocks", str(network), algorithm="sha256").hexdigest()


def is_blocked(visit: Visit, topic: Topic | None) -> bool:
    """Whether what a visit says about a topic is kept out now.

    S0 passes, as a new chat or in one that is S0 already; what an agent has found to be less is not S0.
    """
    running = visit.ticket if visit.ticket and visit.ticket.closed_at is None else None
    severity = running.severity if running else topic.severity if topic else None
    if severity is not None and priority.is_urgent(severity):
        return False
    whom = Q(kind=Block.Kind.VISIT, whom=str(visit.pk))
    if visit.customer_id:
        whom |= Q(kind=Block.Kind.CUSTOMER, whom=str(visit.customer_id))
    if visit.network:
        whom |= Q(kind=Block.Kind.NETWORK, whom=visit.network)
    return Block.objects.standing(timezone.now()).filter(whom).exists()


@transaction.atomic
def block(ticket: Ticket, *, kind: str, by: User, why: str, until: datetime | None) -> Block:
    """Keep who wrote a chat out until a moment, for good with None; it goes into the audit book.

    Pressed twice it stands once. Raises NobodyThere.
    """
    visit = Visit.objects.filter(ticket=ticket).order_by("-started_at").first()
    found = {
        Block.Kind.VISIT: str(visit.pk) if visit else "",
        Block.Kind.CUSTOMER: str(ticket.customer_id),
        Block.Kind.NETWORK: visit.network if visit else "",
    }
    whom, now = found[Block.Kind(kind)], timezone.now()
    if not whom:
        raise NobodyThere
    Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)
    standing = Block.objects.standing(now).filter(kind=kind, whom=whom)
    if same := standing.filter(Q(until=None) | Q(until__gte=until) if until else Q(until=None)).first():
        return same
    row = Block.objects.create(kind=kind, whom=whom, ticket=ticket, by=by, why=why, at=now, until=until)
    ends = until.isoformat() if until else None
    book.record("chat.blocked", ticket, by=by, kind=kind, why=why, until=ends)
    return row


@transaction.atomic
def lift(row: Block, *, by: User) -> None:
    """Let them in again; twice is once."""
    done = Block.objects.filter(pk=row.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by)
    if done and row.ticket:
        book.record("chat.unblocked", row.ticket, by=by, kind=row.kind)
