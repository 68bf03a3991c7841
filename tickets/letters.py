"""The addresses and links a mail carries: signed, so that only we can have made them."""

import hashlib
import secrets
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from tickets.models import Message, Proof, Ticket

GUEST_DAYS = 3  # older and used links still ask for a fresh one, which goes to the address we know
RENEWABLE = timedelta(days=180)
_guests = signing.TimestampSigner(salt="tickets.guest")


def link(ticket: Ticket) -> str:
    """Where the customer follows their ticket: behind their sign-in, by a guest link when they have none."""
    if ticket.customer.user_id is None:
        return guest_link(ticket)
    return settings.SITE_URL + reverse("tickets:show", args=[ticket.reference])


def guest_link(ticket: Ticket) -> str:
    """An address that opens this one ticket without a sign-in, once, within GUEST_DAYS; no two are alike.

    It is signed for the ticket and for the address it is mailed to: when that changes, it opens nothing.
    """
    token = _guests.sign(f"{ticket.reference}:{_named(ticket.customer.email)}:{secrets.token_hex(4)}")
    return settings.SITE_URL + reverse("tickets:open", args=[token])


def guest_ticket(token: str, *, max_age: timedelta = timedelta(days=GUEST_DAYS)) -> Ticket | None:
    """The ticket a guest link is for; None when it is forged or too old, or only a sign-in opens it now.

    Whether the link was used before, `is_used` tells.
    """
    reference, address = about(token, max_age=max_age)
    rows = Ticket.objects.select_related("customer").filter(customer__user=None).exclude(customer__email="")
    ticket = rows.filter(reference=reference).first() if reference else None
    return ticket if ticket and constant_time_compare(_named(ticket.customer.email), address) else None


def about(token: str, *, max_age: timedelta) -> tuple[str, str]:
    """The reference and the digest of the address a link of ours is signed for; two empty words otherwise."""
    try:
        reference, _, rest = _guests.unsign(token, max_age=max_age).partition(":")
    except signing.BadSignature:
        return "", ""
    return reference, rest.partition(":")[0]


def is_renewable(token: str) -> bool:
    """Whether we made this link, not too long ago: its holder may ask for a fresh one by mail."""
    return about(token, max_age=RENEWABLE) != ("", "")


def digest(token: str) -> str:
    """What a link is known by once it was used."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_used(token: str) -> bool:
    """Whether somebody came in by this link already."""
    return Proof.objects.filter(link=digest(token)).exists()


def _named(email: str) -> str:
    return salted_hmac("tickets.guest.address", email.strip().lower(), algorithm="sha256").hexdigest()[:20]


def reply_address(ticket: Ticket) -> str:
    """Where an answer by mail goes: `reply+<reference>.<signature>@REPLY_DOMAIN`."""
    return f"reply+{ticket.reference}.{_signature(ticket.reference)}@{settings.REPLY_DOMAIN}"


def ticket_of_address(address: str) -> Ticket | None:
    """The ticket a reply address names, in whatever case it came; None when the signature is not ours."""
    local, _, domain = parseaddr(address)[1].lower().partition("@")
    if domain != settings.REPLY_DOMAIN.lower() or not local.startswith("reply+"):
        return None
    reference, _, signature = local.removeprefix("reply+").partition(".")
    if not constant_time_compare(signature, _signature(reference.upper())):
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


def own_id(ticket: Ticket, *words: object) -> str:
    """A Message-ID for a mail that is no message of the ticket: the same words make the same id."""
    return f"<{'.'.join(map(str, (ticket.reference, *words)))}@{settings.REPLY_DOMAIN}>"
