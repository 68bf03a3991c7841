"""The addresses and links a mail carries: signed, so that only we can have made them."""

from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from tickets.models import Message, Ticket

GUEST_DAYS = 30
_guests = signing.TimestampSigner(salt="tickets.guest")


def guest_link(ticket: Ticket) -> str:
    """An address that opens this one ticket without a sign-in, for GUEST_DAYS days."""
    token = _guests.sign(f"{ticket.reference}:{ticket.customer_id}")
    return settings.SITE_URL + reverse("tickets:open", args=[token])


def guest_ticket(token: str) -> Ticket | None:
    """The ticket a guest link opens; None when it is forged, too old, or the ticket changed owner."""
    try:
        reference, _, customer_id = _guests.unsign(token, max_age=GUEST_DAYS * 86_400).partition(":")
    except signing.BadSignature:
        return None
    return Ticket.objects.filter(reference=reference, customer_id=customer_id).first()


def reply_address(ticket: Ticket) -> str:
    """Where an answer by mail goes: `reply+<reference>.<signature>@REPLY_DOMAIN`."""
    return f"reply+{ticket.reference}.{_signature(ticket.reference)}@{settings.REPLY_DOMAIN}"


def ticket_of_address(address: str) -> Ticket | None:
    """The ticket a reply address names; None when the signature is not ours."""
    local, _, domain = parseaddr(address)[1].partition("@")
    reference, _, signature = local.removeprefix("reply+").partition(".")
    if domain.lower() != settings.REPLY_DOMAIN or not constant_time_compare(
        signature, _signature(reference.upper())
    ):
        return None
    return Ticket.objects.filter(reference=reference.upper()).first()


def _signature(reference: str) -> str:
    return salted_hmac("tickets.reply", reference, algorithm="sha256").hexdigest()[:20]


def thread_id(ticket: Ticket) -> str:
    """The Message-ID every mail of a ticket refers to (RFC 5322 3.6.4)."""
    return f"<{ticket.reference}.thread@{settings.REPLY_DOMAIN}>"


def message_id(message: Message) -> str:
    """The Message-ID of a reply: always the same, so that a second copy is recognised as one."""
    return f"<{message.ticket.reference}.{message.seq}@{settings.REPLY_DOMAIN}>"
