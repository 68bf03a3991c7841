"""Tickets for machines: open, list, show, write, and what may be asked. Keys and scopes decide."""

from tickets.api.messages import Messages
from tickets.api.replies import Replies
from tickets.api.tickets import TicketByReference, Tickets
from tickets.api.topics import Topics

__all__ = ["Messages", "Replies", "TicketByReference", "Tickets", "Topics"]
