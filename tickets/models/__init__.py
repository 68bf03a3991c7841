"""One noun a file."""

from tickets.models.aside import SideConversation, SideLine
from tickets.models.attachment import Attachment, FileKind, FileState
from tickets.models.calendar import Calendar, Holiday, Opening
from tickets.models.clock import Clock, Pause
from tickets.models.device import Device, Push
from tickets.models.draft import Draft
from tickets.models.error_code import ErrorCode
from tickets.models.event import Event
from tickets.models.field_value import FieldValue
from tickets.models.identifier import Identifier
from tickets.models.lane import Lane
from tickets.models.learned import Learned
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.policy import Policy, Version
from tickets.models.proof import Proof
from tickets.models.rating import Rating
from tickets.models.routing import Routing
from tickets.models.specialists import Requirement, Specialists
from tickets.models.target import Target
from tickets.models.ticket import Ticket
from tickets.models.topic import Topic
from tickets.models.topic_field import TopicField
from tickets.models.upload import Upload
from tickets.models.wanted import Wanted
from tickets.models.wishes import Muted, Wishes
from tickets.models.words import Words

__all__ = [
    "Attachment",
    "Calendar",
    "Clock",
    "Device",
    "Draft",
    "ErrorCode",
    "Event",
    "FieldValue",
    "FileKind",
    "FileState",
    "Holiday",
    "Identifier",
    "Lane",
    "Learned",
    "Message",
    "Muted",
    "Notice",
    "Opening",
    "Pause",
    "Policy",
    "Proof",
    "Push",
    "Rating",
    "Requirement",
    "Routing",
    "SideConversation",
    "SideLine",
    "Specialists",
    "Target",
    "Ticket",
    "Topic",
    "TopicField",
    "Upload",
    "Version",
    "Wanted",
    "Wishes",
    "Words",
]
