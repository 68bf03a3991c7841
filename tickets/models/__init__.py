"""One noun a file."""

from tickets.models.attachment import Attachment
from tickets.models.event import Event
from tickets.models.lane import Lane
from tickets.models.message import Message
from tickets.models.target import Target
from tickets.models.ticket import Ticket
from tickets.models.topic import Topic

__all__ = ["Attachment", "Event", "Lane", "Message", "Target", "Ticket", "Topic"]
