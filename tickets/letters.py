"""The addresses and links a mail carries: signed, so that only we can have made them."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from tickets.models import Message, Ticket

GUEST_DAYS = 3  # an older link still asks for a fresh one, which goes to the address we know
RENEWABLE = timedelta(days=180)
_guests = signing.TimestampSigner(salt="tickets.guest")


def link(ticket: Ticket) -> str:
    """Where the customer follows their ticket: behind their sign-in, by a guest link when they have none."""
    if ticket.customer.user_id is None:
        return guest_link(ticket)
    return settings.SITE_URL + reverse("tickets:show", args=[ticket.reference])


def guest_link(ticket: Ticket) -> str:
    """An address that opens this one ticket without a sign-in, for GUEST_DAYS days."""
    token = _guests.sign(f"{ticket.reference}:{ticket.customer_id}")
    return settings.SITE_URL + reverse("tickets:open", args=[token])


def guest_ticket(token: str, *, max_age: timedelta = timedelta(days=GUEST_DAYS)) -> Ticket | None:
    """The ticket a guest link opens; None when it is forged or too old, or only a sign-in opens it now."""
    try:
        reference, _, customer_id = _guests.unsign(token, max_age=max_age).partition(":")
    except signing.BadSignature:
        return None
    rows = Ticket.objects.select_related("customer").filter(customer__user=None)
    return rows.filter(reference=reference, customer_id=customer_id).first()


def is_renewable(token: str) -> bool:
    """Whether we made this link, not too long ago: its holder may ask for a fresh one by mail."""
    try:
        return bool(_guests.unsign(token, max_age=RENEWABLE))
    except signing.BadSignature:
        return False


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
