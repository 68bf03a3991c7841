"""Mails out: in the customer's language, on one thread, answerable. None quotes what a customer wrote."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from support import shield
from support.people.models import Customer, User
from tickets import floods, letters, post
from tickets.models import Event, Message, Ticket

# What we send by ourselves says so (RFC 3834), that no answering machine answers it.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "X-Loop": settings.REPLY_DOMAIN}


def acknowledge(ticket: Ticket) -> bool:
    """We have it: what it is called, how to follow it, how long it takes. False when it was one too many.

    Anybody can type anybody's address into a form. To an address nobody proved goes at most one such mail
    an hour, and no word of what was typed.
    """
    if not is_proven(ticket.customer) and _one_too_many(ticket):
        return False
    headers = AUTOMATIC | {"Auto-Submitted": "auto-replied", "Message-ID": letters.thread_id(ticket)}
    _send("acknowledge", ticket, headers)
    return True


def send_answer(message: Message) -> str:
    """The answer itself, with a link to the whole conversation; returns its Message-ID."""
    ticket, own_id = message.ticket, letters.message_id(message)
    before = _last_letter(message)
    threaded = {
        "Message-ID": own_id,
        "In-Reply-To": before or letters.thread_id(ticket),
        "References": " ".join(filter(None, [letters.thread_id(ticket), before])),
    }
    paragraphs = [part for part in shield.readable(message.body).split("\n\n") if part.strip()]
    files = message.attachments.count()
    _send("answer", ticket, threaded, sender=message.author, paragraphs=paragraphs, files=files)
    return own_id


def fresh_link(ticket: Ticket) -> None:
    """A new guest link, asked for by somebody who holds an old one; it goes to the address we know."""
    own_id = letters.own_id(ticket, "link", letters.guest_link(ticket).rsplit(":", 2)[-2])
    threaded = {"Message-ID": own_id, "In-Reply-To": letters.thread_id(ticket), "References": letters.thread_id(ticket)}
    _send("link", ticket, AUTOMATIC | threaded)


def notify(event: Event) -> None:
    """Tell the agent in charge, who is away, that something happened. Says nothing of what was written."""
    ticket = event.ticket
    if ticket.assignee:
        headers = AUTOMATIC | {"Message-ID": letters.own_id(ticket, event.seq, "agent")}
        link = settings.SITE_URL + reverse("desk:ticket", args=[ticket.pk])
        _send("notify", ticket, headers, to=ticket.assignee.email, language="en", link=link, event=event)


def is_away(user: User | None) -> bool:
    """Whether an agent has no desk open to see it on."""
    return user is not None and hasattr(user, "agent") and user.agent.availability in {"away", "offline"}


def is_proven(customer: Customer) -> bool:
    """Whether the address is theirs for sure: they sign in with it, or the exchange told us."""
    return customer.user_id is not None or bool(customer.exchange_id)


def _one_too_many(ticket: Ticket) -> bool:
    limits = [(floods.ACKNOWLEDGEMENTS_A_GUEST, ticket.customer.email.lower()), (floods.ACKNOWLEDGEMENTS_IN_ALL, "")]
    return any(floods.seconds_to_wait(limit, who, thing=ticket.pk) for limit, who in limits)


def _last_letter(message: Message) -> str:
    """The Message-ID of the customer's own mail we answer; empty when they wrote elsewhere."""
    said = message.ticket.messages.filter(channel="email", kind=Message.Kind.CUSTOMER, seq__lt=message.seq)
    return said.order_by("-seq").values_list("external_id", flat=True).first() or ""


def _send(
    name: str,
    ticket: Ticket,
    headers: dict[str, str],
    *,
    to: str = "",
    language: str = "",
    link: str = "",
    sender: User | None = None,
    **context: object,
) -> None:
    """Compose emails/<name> and hand it over. Raises NotDelivered or MaybeDelivered (tickets/refusals.py)."""
    house, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    with translation.override(language or ticket.language):
        context |= {
            "ticket": ticket,
            "subject": shield.readable(ticket.subject),
            "link": link or letters.link(ticket),
            "days": letters.GUEST_DAYS,
            "is_guest": ticket.customer.user_id is None,
            "is_proven": is_proven(ticket.customer),
            "sender": sender,
            "house": house,
            "exchange": settings.EXCHANGE_NAME,
            "short": settings.EXCHANGE_NAME.split()[0],
            "language": language or ticket.language,
        }
        subject = " ".join(render_to_string(f"emails/{name}.subject.txt", context).split())
        shown = _("%(name)s, %(house)s") % {"name": sender.first_name, "house": house} if sender else house
        mail = EmailMultiAlternatives(
            subject,
            render_to_string(f"emails/{name}.txt", context),
            from_email=f"bounces@{settings.REPLY_DOMAIN}",  # the envelope; who it is from stands in the header
            to=[to or ticket.customer.email],
            reply_to=[address] if to else [letters.reply_address(ticket)],
            headers=headers | {"From": formataddr((shown, address)), "Content-Language": language or ticket.language},
        )
        mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    post.send(mail)
