"""What admins see and change of tickets: promises, hours, topics and error codes."""

from tickets.admin.calendars import CalendarAdmin, RoutingAdmin
from tickets.admin.error_codes import ErrorCodeAdmin
from tickets.admin.macros import MacroAdmin, PenAdmin
from tickets.admin.policies import PolicyAdmin
from tickets.admin.specialists import SpecialistsAdmin
from tickets.admin.topics import TopicAdmin

__all__ = [
    "CalendarAdmin",
    "ErrorCodeAdmin",
    "MacroAdmin",
    "PenAdmin",
    "PolicyAdmin",
    "RoutingAdmin",
    "SpecialistsAdmin",
    "TopicAdmin",
]
