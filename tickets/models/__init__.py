"""One noun a file."""

from tickets.models.aside import SideConversation, SideLine
from tickets.models.attachment import Attachment
from tickets.models.calendar import Calendar, Holiday, Opening
from tickets.models.clock import Clock, Pause
from tickets.models.draft import Draft
from tickets.models.event import Event
from tickets.models.lane import Lane
from tickets.models.message import Message
from tickets.models.policy import Policy, Version
from tickets.models.routing import Routing
from tickets.models.specialists import Requirement, Specialists
from tickets.models.target import Target
from tickets.models.ticket import Ticket
from tickets.models.topic import Topic

__all__ = [
    "Attachment",
    "Calendar",
    "Clock",
    "Draft",
    "Event",
    "Holiday",
    "Lane",
    "Message",
    "Opening",
    "Pause",
    "Policy",
    "Requirement",
    "Routing",
    "SideConversation",
    "SideLine",
    "Specialists",
    "Target",
    "Ticket",
    "Topic",
    "Version",
]
