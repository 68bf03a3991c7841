"""Everything that can happen to a ticket, as bare imperatives; whoever changes one comes through here.

Each action is one transaction: the change and its Event commit together, and the outbox tells afterwards.
"""

from tickets.actions.answers import note, reply
from tickets.actions.hands import TakenByAnother, assign, claim, claim_next, release
from tickets.actions.identity import identify
from tickets.actions.intake import Received, receive
from tickets.actions.outcomes import close, reopen, resolve
from tickets.actions.priorities import change_target, reprioritise, reprioritise_open_tickets

__all__ = [
    "Received",
    "TakenByAnother",
    "assign",
    "change_target",
    "claim",
    "claim_next",
    "close",
    "identify",
    "note",
    "receive",
    "release",
    "reopen",
    "reply",
    "reprioritise",
    "reprioritise_open_tickets",
    "resolve",
]
