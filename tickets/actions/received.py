"""What became of something a customer said, and whether what comes under its key again says more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from support import shield
from support.files import Checked
from support.people.models import Customer
from tickets.models import Event, FieldValue, Identifier, Message, Ticket, Topic
from tickets.severity import Severity


@dataclass(frozen=True)
class Answers:
    """A topic's questions as they were answered, not saved yet; `severity` where one makes it graver.

    `no_graver` is where neither they nor the topic lift it above: of a flood of alarms.
    """

    values: Sequence[FieldValue] = ()
    identifiers: Sequence[Identifier] = ()
    severity: int = max(Severity)
    no_graver: int = min(Severity)


UNASKED = Answers()


def _nothing(_customer: Customer) -> None:
    """Nothing is known."""


@dataclass(frozen=True)
class Others:
    """What a new ticket is compared with.

    `known` gives what the customer has with us about the same thing: it is asked just before the ticket
    opens, while no other of this customer's can. `closed` is the ended one that it goes on from; `beside`
    gives, as `known` does, what one that is never held up is linked with instead.
    """

    known: Callable[[Customer], Ticket | None] = _nothing
    closed: Ticket | None = None
    beside: Callable[[Customer], Ticket | None] = _nothing


class WithUsAlready(Exception):
    """The customer has this with us: `ticket` is where it goes on, and nothing was kept."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.reference)
        self.ticket = ticket


@dataclass(frozen=True)
class Received:
    """What became of something a customer said; `beside` is what a new ticket was linked with."""

    ticket: Ticket
    message: Message
    repeated: bool = False
    beside: Ticket | None = None
    masked: list[str] = field(default_factory=list)

    def says_more(
        self, body: str | shield.Masked, files: Iterable[Checked], answers: Answers = UNASKED
    ) -> bool:
        """Whether what came again under one key has words, files or answers that were not heard before."""
        files_heard = {file.sha256 for file in self.message.attachments.all()}
        answers_heard = {value.value for value in self.ticket.values.all()}
        return self.repeated and (
            self.message.body != shield.masked(body).text
            or not files_heard.issuperset(file.sha256 for file in files)
            or not answers_heard.issuperset(value.value for value in answers.values)
        )

    def is_headed(self, subject: str, topic: Topic | None) -> bool:
        """Whether its ticket was opened with this subject about this topic."""
        named = titled(shield.mask(subject).text, self.message.body)
        return self.ticket.subject == named and _opened_about(self.ticket) == (topic.slug if topic else "")


def heard(channel: str, external_id: str) -> Received | None:
    """What became of a message with this id, when it was heard already."""
    rows = Message.objects.select_related("ticket__customer__tier")
    message = rows.filter(channel=channel, external_id=external_id).first()
    return Received(message.ticket, message, repeated=True, masked=message.masked) if message else None


def titled(subject: str, body: str) -> str:
    """What a new ticket is called: its subject, else the first line of its first message."""
    return (subject or body.strip().partition("\n")[0] or _("No subject"))[:200]


def _opened_about(ticket: Ticket) -> str:
    """The short name of the topic it came with, whatever an agent has filed it under since; "" for none."""
    refiled = ticket.events.filter(kind=Event.Kind.REFILED).order_by("seq").first()
    now = ticket.topic.slug if ticket.topic else ""
    return str(refiled.detail["before"]) if refiled else now
