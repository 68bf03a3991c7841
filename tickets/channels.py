"""The doors out: a channel brings a reply to the customer."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tickets import mail
from tickets.models import Event, Message, Ticket
from tickets.refusals import AwaitsReturn, MaybeDelivered, NotDelivered

__all__ = [
    "AwaitsReturn",
    "Channel",
    "Email",
    "MaybeDelivered",
    "NotDelivered",
    "Visitor",
    "Web",
    "named",
    "of",
]


@dataclass(frozen=True)
class Visitor:
    """What a door knows of who stands there now."""

    code: str  # both sides can compare it
    verified_until: datetime | None  # the site they write from vouches for them so long; None: it does not
    is_signed_in: bool = False  # with us, or has proven their address: their own words are theirs


class Channel:
    """One door: `deliver` sends, `find` asks whether an earlier try has arrived."""

    name = ""

    def deliver(self, message: Message) -> str:
        """Send a reply and return the id the other side gave it ("" when it gives none).

        Raises NotDelivered, AwaitsReturn where it can only be seen, or MaybeDelivered when nobody knows.
        """
        raise NotDelivered(f"{self.name} cannot send", permanent=True)

    def find(self, message: Message) -> str | None:
        """The id of a reply that has arrived although we did not hear so; None when it has not."""
        return None

    def turned(self, event: Event) -> None:
        """Somebody has taken the ticket up: nothing to tell, where no line is waited in."""

    def visitor(self, ticket: Ticket) -> Visitor | None:
        """Who stands at the door now, where there is one to stand at."""
        return None

    def patience(self, *, team: int, since: datetime) -> float | None:
        """For how many seconds people wait here before they leave, on average; None where nobody can tell."""
        return None


class Web(Channel):
    """The customer's own pages: the answer is already there, a mail says so."""

    name = "web"

    def deliver(self, message: Message) -> str:
        """Mail a link to the ticket; who left no address looks on the page."""
        return mail.send_answer(message) if message.ticket.customer.email else ""


class Email(Channel):
    """Letters: the answer itself is the mail."""

    name = "email"

    def deliver(self, message: Message) -> str:
        """Mail the answer on the customer's thread."""
        if not message.ticket.customer.email:
            raise NotDelivered("no address", permanent=True)
        return mail.send_answer(message)


@cache
def named(name: str) -> Channel:
    """The channel settings.TICKET_CHANNELS gives a name to."""
    channel: Channel = import_string(settings.TICKET_CHANNELS[name])()
    return channel


def of(ticket: Ticket) -> Channel:
    """The door this customer came in by."""
    return named(ticket.channel)
