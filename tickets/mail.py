"""Mails out: in the customer's language, on one thread, answerable."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from support.people.models import User
from tickets import letters
from tickets.models import Event, Message, Ticket


def acknowledge(ticket: Ticket) -> None:
    """We have it: what it is called, how to follow it, how long it takes."""
    _send("acknowledge", ticket, to=ticket.customer.email, message_id=letters.thread_id(ticket))


def send_answer(message: Message) -> str:
    """The answer itself, with a link to the whole conversation; returns its Message-ID."""
    ticket, message_id = message.ticket, letters.message_id(message)
    _send("answer", ticket, to=ticket.customer.email, message_id=message_id, message=message)
    return message_id


def notify(event: Event) -> None:
    """Tell the agent in charge, who is away, that something happened. Says nothing of what was written."""
    ticket = event.ticket
    if ticket.assignee:
        own_id = f"<{ticket.reference}.{event.seq}.agent@{settings.REPLY_DOMAIN}>"
        _send("notify", ticket, to=ticket.assignee.email, message_id=own_id, event=event)


def is_away(user: User | None) -> bool:
    """Whether an agent has no desk open to see it on."""
    return user is not None and hasattr(user, "agent") and user.agent.availability in {"away", "offline"}


def _send(name: str, ticket: Ticket, *, to: str, message_id: str, **context: object) -> None:
    """Raises smtplib.SMTPException or OSError when the mail server cannot be reached."""
    language = "en" if name == "notify" else ticket.language
    with translation.override(language):
        context |= {"ticket": ticket, "link": letters.guest_link(ticket), "exchange": settings.EXCHANGE_NAME}
        subject = render_to_string(f"emails/{name}.subject.txt", context).strip().replace("\n", " ")
        mail = EmailMultiAlternatives(
            subject,
            render_to_string(f"emails/{name}.txt", context),
            to=[to],
            reply_to=[letters.reply_address(ticket)],
            headers={
                "Message-ID": message_id,
                "Content-Language": language,
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    if message_id != letters.thread_id(ticket):
        mail.extra_headers |= {
            "In-Reply-To": letters.thread_id(ticket),
            "References": letters.thread_id(ticket),
        }
    mail.send()


NOT_REACHED = (smtplib.SMTPException, OSError)
