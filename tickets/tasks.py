"""After the commit: deliver, acknowledge, notify. Each takes an event's id and may run twice."""

from typing import Any

from anymail.exceptions import AnymailError
from celery import shared_task

from support.people import lock_letters, tiers
from support.people.models import Customer
from tickets import channels, delivery, letters, mail, notices, scans, states
from tickets.finding import writing
from tickets.models import Event, Notice, Push, Upload
from tickets.notices import digest, pushing
from tickets.refusals import MaybeDelivered, NotDelivered
from tickets.replay import runs

AGAIN: dict[str, Any] = {
    "autoretry_for": (NotDelivered, MaybeDelivered),
    "retry_backoff": 5,
    "retry_backoff_max": 60,
    "max_retries": 9,
}


def _event(event_id: int) -> Event:
    rows = Event.objects.select_related(
        "ticket__customer__tier", "ticket__assignee__agent", "ticket__team", "message"
    )
    return rows.get(pk=event_id)


@shared_task
def deliver(event_id: int) -> None:
    """Bring a reply to the customer. Twice is safe: the message's row says how far it has come."""
    message = _event(event_id).message
    if message:
        delivery.attempt(message.pk)


@shared_task(**AGAIN)
def acknowledge(event_id: int) -> None:
    """Tell the customer by mail that we have it. Twice is safe: the mail keeps its Message-ID."""
    ticket = _event(event_id).ticket
    if ticket.channel in {"web", "email"} and ticket.customer.email:
        mail.acknowledge(ticket)


@shared_task(**AGAIN)
def notify(event_id: int) -> None:
    """Tell agents what concerns them: in their list, by push, and by mail while they are away; and who waits
    in a line that it is their turn.

    Twice is safe: who was told of an event has a row that says so, and by which ways.
    """
    event = _event(event_id)
    if event.kind == Event.Kind.CLAIMED:
        channels.of(event.ticket).turned(event)
    notices.tell(event)
    pushing.push_the_due(Push.objects.filter(notice__event=event))
    digest.mail_the_away(Notice.objects.filter(event=event).values_list("to", flat=True))


@shared_task(**AGAIN)
def hear_out(event_ids: list[int]) -> None:
    """What follows lines of chats: they are to be found by their words, and agents are told.

    Twice is safe: words are found once however often they are written, and `notify` is.
    """
    for event_id in event_ids:
        event = _event(event_id)
        if event.message:
            writing.say(event.message)
        notify(event_id)


@shared_task(**AGAIN)
def send_fresh_link(token: str) -> None:
    """Mail a new guest link to whoever an older one was for. Twice is safe: each opens the same ticket once.

    Whether there still is somebody is looked up here, so that who asks cannot tell it from the time it takes.
    """
    if ticket := letters.guest_ticket(token, max_age=letters.RENEWABLE):
        mail.fresh_link(ticket)


@shared_task(**AGAIN | {"autoretry_for": (OSError, AnymailError)})
def mail_lock_links(address: str) -> None:
    """Mail a link that locks to an address. Twice is safe: both links lock the same account once."""
    lock_letters.send_links(address)


@shared_task
def scan_files(event_id: int) -> None:
    """Have clamd look at the files of a message. Twice is safe: what is settled is not looked at again."""
    message = _event(event_id).message
    if message:
        delivery.show_files(scans.in_turn(scans.waiting_of(message)))


@shared_task
def scan_upload(upload_id: int) -> None:
    """Have clamd look at a file that came ahead of its form. Twice is safe, as above."""
    scans.in_turn(Upload.objects.filter(pk=upload_id, state=Upload.State.SCANNING))


@shared_task(**AGAIN)
def ask_how_it_went(event_id: int) -> None:
    """Tell the customer that we think it is solved. Twice is safe: the mail keeps its Message-ID."""
    event = _event(event_id)
    ticket = event.ticket
    by_us = event.by_id is not None and event.by_id != ticket.customer.user_id
    if by_us and ticket.hears_by_mail and states.of(ticket) is states.SOLVED:
        mail.ask_how_it_went(event)


@shared_task(**AGAIN)
def remind(event_id: int) -> None:
    """Tell the customer that we wait, unless they wrote. Twice is safe: the mail keeps its Message-ID."""
    event = _event(event_id)
    if event.ticket.hears_by_mail and states.of(event.ticket) is states.WITH_YOU:
        mail.remind(event)


@shared_task
def replay(key: str) -> None:
    """Play the last week for an admin who looks on. Twice is safe: it only says what it found."""
    runs.carry_out(key)


@shared_task(soft_time_limit=15)
def learn_tier(customer_id: int) -> None:
    """Ask the exchange for a customer's tier. Twice is safe: who was asked about is left in peace a while."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer and tiers.is_worth_asking(customer):
        tiers.learn_tier(customer)
