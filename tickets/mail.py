"""Mails out: in the customer's language, on one thread, answerable. None quotes what a customer wrote."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from support import shield
from support.look import times, written
from support.look.middleware import ZONES
from support.people.models import Customer, Handle, User
from tickets import checklist, floods, letters, post, rating_links, states
from tickets.models import Event, Message, Ticket

SPACED = dict.fromkeys(("p", "ul", "ol", "blockquote"), "margin:0 0 12px")  # a mail knows no stylesheet
# What we send by ourselves says so (RFC 3834), that no answering machine answers it.
AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "X-Loop": settings.REPLY_DOMAIN,
}


def acknowledge(ticket: Ticket) -> bool:
    """We have it: what it is called, how to follow it, how long it takes. False when it was one too many.

    Anybody can type anybody's address into a form. To an address nobody proved goes at most one such mail
    an hour, and no word of what was typed.
    """
    if not is_proven(ticket.customer) and _one_too_many(ticket):
        return False
    headers = AUTOMATIC | {"Auto-Submitted": "auto-replied", "Message-ID": letters.thread_id(ticket)}
    _send("acknowledge", ticket, headers, beside=_said_before(ticket))
    return True


def _said_before(ticket: Ticket) -> str:
    """The reference of what its customer had with us when they sent this alarm again, "" for none."""
    twice = ticket.links.filter(kind="duplicate", by=None, other__customer=ticket.customer).first()
    return twice.other.reference if twice else ""


def send_answer(message: Message) -> str:
    """The answer itself, with a link to the whole conversation; returns its Message-ID."""
    own_id = letters.message_id(message)
    more = _words(message) | {"files": message.attachments.count()}
    more["wanted"] = message.wanted.filter(spared_at=None)
    _send("answer", message.ticket, {"Message-ID": own_id} | _back_to(message), sender=message.author, **more)
    return own_id


def _words(message: Message) -> dict[str, Any]:
    """An answer's words for a letter: `paragraphs` and `html`."""
    said = shield.readable(message.as_it_reads)
    paragraphs = [part for part in said.split("\n\n") if part.strip()]
    return {"paragraphs": paragraphs, "html": written.formatted(said, styles=SPACED)}


def _back_to(message: Message) -> dict[str, str]:
    """What an answer answers: the customer's last letter, and the thread."""
    thread, before = letters.thread_id(message.ticket), _last_letter(message)
    return {
        "In-Reply-To": before or thread,
        "References": " ".join(filter(None, [thread, before])),
    }


def id_of(message: Message) -> str:
    """The Message-ID an answer has, or would have."""
    return letters.message_id(message)


def continue_by_mail(answers: Sequence[Message]) -> str:
    """What was answered in a chat after its visitor had left, in one letter; the last answer's Message-ID."""
    last = answers[-1]
    if len(answers) == 1:
        return send_answer(last)
    threaded = {"Message-ID": letters.message_id(last)} | _back_to(last)
    said = [{"by": one.author.first_name if one.author else "", **_words(one)} for one in answers]
    _send("continued", last.ticket, threaded, sender=last.author, answers=said)
    return letters.message_id(last)


def your_turn(event: Event) -> None:
    """Somebody has taken them up: who waited elsewhere may come back to the chat, or just answer."""
    ticket, chat = event.ticket, settings.SITE_URL + reverse("livechat:chat")
    _send("your_turn", ticket, AUTOMATIC | _on_thread(ticket, event, "turn"), sender=event.by, chat=chat)


def ask_how_it_went(event: Event) -> None:
    """We think it is solved: how to open it again, and one link to say how it was. Asked once a solve."""
    ticket = event.ticket
    _send(
        "solved",
        ticket,
        AUTOMATIC | _on_thread(ticket, event, "solved"),
        rating_link=rating_links.link(event),
        until=_in_their_words(ticket.reopens_until, ticket.customer),
    )


def remind(event: Event) -> None:
    """We wait for the customer: for what, and that nothing is closed meanwhile."""
    ticket = event.ticket
    missing = checklist.of(ticket).missing
    _send("remind", ticket, AUTOMATIC | _on_thread(ticket, event, "reminder"), missing=missing)


def _in_their_words(moment: datetime | None, customer: Customer) -> str:
    """A moment as a letter says it, which is read on another day: "18 November, 13:31 (Berlin)"."""
    if moment is None:
        return ""
    name = customer.time_zone if customer.time_zone in ZONES else "UTC"
    with timezone.override(ZoneInfo(name)):
        return f"{times.day(moment)}, {times.clock(moment)} ({name.rsplit('/', 1)[-1].replace('_', ' ')})"


def _on_thread(ticket: Ticket, event: Event, word: str) -> dict[str, str]:
    """Where a letter about an event belongs."""
    return {
        "Message-ID": letters.own_id(ticket, event.seq, word),
        "In-Reply-To": letters.thread_id(ticket),
        "References": letters.thread_id(ticket),
    }


def fresh_link(ticket: Ticket) -> None:
    """A new guest link, asked for by who holds an old one or filed here; it goes to the address we know."""
    own_id = letters.own_id(ticket, "link", letters.guest_link(ticket).rsplit(":", 2)[-2])
    threaded = {
        "Message-ID": own_id,
        "In-Reply-To": letters.thread_id(ticket),
        "References": letters.thread_id(ticket),
    }
    _send("link", ticket, AUTOMATIC | threaded)


def is_away(user: User | None) -> bool:
    """Whether an agent has no desk open to see it on."""
    return user is not None and hasattr(user, "agent") and user.agent.is_away


def is_proven(customer: Customer) -> bool:
    """Whether the address is theirs: they sign in with it, the exchange told us, or a letter proved it."""
    if customer.user_id is not None or customer.exchange_id:
        return True
    return customer.handles.filter(network=Handle.GUEST, proven_at__isnull=False).exists()


def _one_too_many(ticket: Ticket) -> bool:
    limits = [
        (floods.ACKNOWLEDGEMENTS_A_GUEST, ticket.customer.email.lower()),
        (floods.ACKNOWLEDGEMENTS_IN_ALL, ""),
    ]
    return any(floods.seconds_to_wait(limit, who, thing=ticket.pk) for limit, who in limits)


def _last_letter(message: Message) -> str:
    """The Message-ID of the customer's own mail we answer; empty when they wrote elsewhere."""
    said = message.ticket.messages.filter(channel="email", kind=Message.Kind.CUSTOMER, seq__lt=message.seq)
    return said.order_by("-seq").values_list("external_id", flat=True).first() or ""


def _facts(ticket: Ticket) -> dict[str, Any]:
    """What every letter may say."""
    return {
        "ticket": ticket,
        "subject": shield.readable(ticket.subject),
        "link": letters.link(ticket),
        "state": states.words(ticket),
        "days": letters.GUEST_DAYS,
        "is_guest": ticket.customer.user_id is None,
        "is_proven": is_proven(ticket.customer),
        "house": parseaddr(settings.DEFAULT_FROM_EMAIL)[0],
        "short": settings.EXCHANGE_NAME.split()[0],
    }


def _send(
    name: str, ticket: Ticket, headers: dict[str, str], *, to: str = "", language: str = "", **more: Any
) -> None:
    """Compose emails/<name> and hand it over. Raises NotDelivered or MaybeDelivered (tickets/refusals.py)."""
    language = language or ticket.language
    with translation.override(language):
        facts = _facts(ticket) | {"language": language} | more
        subject = " ".join(render_to_string(f"emails/{name}.subject.txt", facts).split())
        text = render_to_string(f"emails/{name}.txt", facts)
        html = render_to_string(f"emails/{name}.html", facts)
    shown = {"From": _from(facts["house"], facts.get("sender")), "Content-Language": language}
    letter = EmailMultiAlternatives(
        subject,
        text,
        from_email=f"bounces@{settings.REPLY_DOMAIN}",  # the envelope; whom it is from stands in the header
        to=[to or ticket.customer.email],
        reply_to=[settings.DEFAULT_FROM_EMAIL if to else letters.reply_address(ticket)],
        headers=headers | shown,
    )
    letter.attach_alternative(html, "text/html")
    post.send(letter)


def _from(house: str, sender: User | None) -> str:
    """The house, or one of us at the house, by the first name."""
    name = f"{sender.first_name}, {house}" if sender else house
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
