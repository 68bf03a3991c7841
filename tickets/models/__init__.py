"""One noun a file."""

from tickets.models.aside import SideConversation, SideLine
from tickets.models.attachment import Attachment, FileKind, FileState
from tickets.models.bulk_change import BulkChange, BulkItem
from tickets.models.calendar import Calendar, Holiday, Opening
from tickets.models.clock import Clock, Pause
from tickets.models.copied import Copied
from tickets.models.correction import Correction
from tickets.models.device import Device, Push
from tickets.models.draft import Draft
from tickets.models.error_code import ErrorCode
from tickets.models.event import Event
from tickets.models.field_value import FieldValue
from tickets.models.follower import Follower
from tickets.models.identifier import Identifier
from tickets.models.invited import Invited
from tickets.models.joint_answer import JointAnswer, JointReply
from tickets.models.jotting import Jotting
from tickets.models.lane import Lane
from tickets.models.learned import Learned
from tickets.models.letter import Letter
from tickets.models.link import Link
from tickets.models.macro import Macro
from tickets.models.macro_use import MacroUse
from tickets.models.mention import Mention
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.outgoing import Outgoing
from tickets.models.pen import Pen
from tickets.models.policy import Policy, Version
from tickets.models.proof import Proof
from tickets.models.rating import Rating
from tickets.models.reading import Reading
from tickets.models.routing import Routing
from tickets.models.saved_view import SavedView
from tickets.models.specialists import Requirement, Specialists
from tickets.models.tag import Tag, Tagging, tags_of, with_tags
from tickets.models.target import Target
from tickets.models.ticket import Ticket
from tickets.models.topic import Topic
from tickets.models.topic_field import TopicField
from tickets.models.translated import Translated
from tickets.models.upload import Upload
from tickets.models.wanted import Wanted
from tickets.models.whisper import Whisper
from tickets.models.wishes import Muted, Wishes
from tickets.models.words import Words

__all__ = [
    "Attachment",
    "BulkChange",
    "BulkItem",
    "Calendar",
    "Clock",
    "Copied",
    "Correction",
    "Device",
    "Draft",
    "ErrorCode",
    "Event",
    "FieldValue",
    "FileKind",
    "FileState",
    "Follower",
    "Holiday",
    "Identifier",
    "Invited",
    "JointAnswer",
    "JointReply",
    "Jotting",
    "Lane",
    "Learned",
    "Letter",
    "Link",
    "Macro",
    "MacroUse",
    "Mention",
    "Message",
    "Muted",
    "Notice",
    "Opening",
    "Outgoing",
    "Pause",
    "Pen",
    "Policy",
    "Proof",
    "Push",
    "Rating",
    "Reading",
    "Requirement",
    "Routing",
    "SavedView",
    "SideConversation",
    "SideLine",
    "Specialists",
    "Tag",
    "Tagging",
    "Target",
    "Ticket",
    "Topic",
    "TopicField",
    "Translated",
    "Upload",
    "Version",
    "Wanted",
    "Whisper",
    "Wishes",
    "Words",
    "tags_of",
    "with_tags",
]
