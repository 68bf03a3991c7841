"""What a customer said about another matter gets a ticket of its own, promised since it was written.

Rows are history and stay where they are: the new ticket gets copies that point to their origin.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from support.files import Checked
from support.people.models import Customer, User
from tickets.actions.history import hold, record
from tickets.actions.intake import Answers, receive
from tickets.actions.priorities import settle
from tickets.models import Clock, Copied, Event, Message, Ticket, Topic
from tickets.severity import Severity


class MayNotSplit(Exception):
    """Words that cannot get a ticket of their own; says why in words for an agent."""


def may_leave(ticket: Ticket) -> list[Message]:
    """What the customer said on this ticket and was not split out yet, in order."""
    said = ticket.messages.filter(kind=Message.Kind.CUSTOMER, copied_to=None)
    return list(said.prefetch_related("attachments").order_by("seq"))


def door_of(ticket: Ticket) -> str:
    """By which channel answers on the new ticket leave. Raises MayNotSplit where there is none.

    A chat and a thread on a network are one conversation each: there the new ticket goes to the web pages.
    """
    if ticket.channel in {"web", "email"}:
        return ticket.channel
    if ticket.customer.user_id or ticket.customer.email:
        return "web"
    raise MayNotSplit(_("This customer hears from us in this conversation only. It cannot be split."))


def check_split(ticket: Ticket, chosen: Collection[int]) -> list[Message]:
    """The chosen messages (ids) in order. Raises MayNotSplit."""
    left = may_leave(ticket)
    moved = [message for message in left if message.pk in chosen]
    if ticket.closed_at:
        raise MayNotSplit(_("This ticket is closed for good. A new message opens a new one."))
    if not moved or len(moved) != len(chosen):
        raise MayNotSplit(_("Choose what the customer said and nobody has split out yet."))
    if len(moved) == len(left):
        raise MayNotSplit(_("Leave one message at least: a ticket needs words of its own."))
    door_of(ticket)
    return moved


@transaction.atomic
def split(
    ticket: Ticket, *, messages: Collection[int], by: User, subject: str = "", topic: Topic | None = None
) -> Ticket:
    """Give messages (ids) a ticket of their own and return it; its clocks start when they were written.

    What was promised for them is not promised here any more. Raises MayNotSplit.
    """
    Customer.objects.select_for_update(no_key=True).get(pk=ticket.customer_id)  # before tickets, as intake
    ticket = hold(ticket)
    moved, made = check_split(ticket, messages), None
    same = topic is None or topic == ticket.topic
    answers = Answers(severity=ticket.severity if same else max(Severity))
    for message in moved:
        said = receive(
            channel=door_of(ticket),
            external_id=f"split-{message.pk}",
            customer=ticket.customer,
            body=message.as_it_reads,
            ticket=made,
            subject=subject,
            topic=topic or ticket.topic,
            team=ticket.team if same else None,
            language=message.language or ticket.language,
            files=[*_files(message)],
            answers=answers,
            at=message.created_at,
        )
        made = said.ticket
        Copied.objects.create(message=said.message, origin=message)
    assert made
    _wait_for_less(ticket, moved)
    record(ticket, Event.Kind.SPLIT, by=by, into=made.pk, reference=made.reference, count=len(moved))
    made = hold(made)
    record(made, Event.Kind.SPLIT, by=by, origin=ticket.pk, reference=ticket.reference, count=len(moved))
    return made


def _wait_for_less(ticket: Ticket, moved: list[Message]) -> None:
    """A wait that began with words that went away begins with the next, or is over; it was not answered."""
    if ticket.waiting_since is None or ticket.waiting_since not in {one.created_at for one in moved}:
        return
    replies = ticket.messages.filter(kind=Message.Kind.REPLY).order_by("seq")
    replied = replies.values_list("seq", flat=True).last() or 0
    open_ones = [message for message in may_leave(ticket) if message.seq > replied]
    ticket.waiting_since = open_ones[0].created_at if open_ones else None
    ticket.clocks.filter(kind__in=Clock.REPLIES, stopped_at=None).delete()  # it runs on where they went
    settle(ticket, "waiting_since")


def _files(message: Message) -> list[Checked]:
    """Its files with the bytes that are still there; what is looked through for viruses is so again."""
    kept = [file for file in message.attachments.all() if not file.deleted_at]
    return [
        Checked(file.name, file.content_type, file.size, file.sha256, file.content.open("rb"), file.kind)
        for file in kept
    ]
