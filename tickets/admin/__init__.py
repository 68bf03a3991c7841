"""What admins see and change of tickets: promises, hours and topics."""

from tickets.admin.calendars import CalendarAdmin, RoutingAdmin
from tickets.admin.policies import PolicyAdmin
from tickets.admin.specialists import SpecialistsAdmin
from tickets.admin.topics import TopicAdmin

__all__ = ["CalendarAdmin", "PolicyAdmin", "RoutingAdmin", "SpecialistsAdmin", "TopicAdmin"]
