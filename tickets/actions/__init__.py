"""Everything that can happen to a ticket, as bare imperatives; whoever changes one comes through here.

Each action is one transaction: the change and its Event commit together, and the outbox tells afterwards.
"""

from tickets.actions.answers import note, reply
from tickets.actions.asides import answer_aside, ask, ask_again, end_aside, nudge
from tickets.actions.escalation import MayNotEscalate, classify, escalate, promise_update
from tickets.actions.following import follow
from tickets.actions.hands import (
    NotTakingWork,
    SeniorsOnly,
    TakenByAnother,
    assign,
    claim,
    claim_next,
    release,
    take_back,
    take_chats_from_the_vanished,
)
from tickets.actions.identity import identify
from tickets.actions.intake import Received, receive
from tickets.actions.mending import mend_lanes
from tickets.actions.merging import MayNotMerge, check_merge, merge, unmerge
from tickets.actions.outcomes import close, reopen, resolve
from tickets.actions.priorities import reprioritise, reprioritise_open_tickets
from tickets.actions.promises import (
    MayNotStand,
    Overtaken,
    apply,
    change_hours,
    change_policy,
    judge,
    let_tier_move,
    publish,
    roll_back,
    route,
)
from tickets.actions.pushing import push_out
from tickets.actions.replays import replay
from tickets.actions.steady import promises_move
from tickets.actions.supervising import force, rebalance, relieve
from tickets.actions.warnings import warn

__all__ = [
    "MayNotEscalate",
    "MayNotMerge",
    "MayNotStand",
    "NotTakingWork",
    "Overtaken",
    "Received",
    "SeniorsOnly",
    "TakenByAnother",
    "answer_aside",
    "apply",
    "ask",
    "ask_again",
    "assign",
    "change_hours",
    "change_policy",
    "check_merge",
    "claim",
    "claim_next",
    "classify",
    "close",
    "end_aside",
    "escalate",
    "follow",
    "force",
    "identify",
    "judge",
    "let_tier_move",
    "mend_lanes",
    "merge",
    "note",
    "nudge",
    "promise_update",
    "promises_move",
    "publish",
    "push_out",
    "rebalance",
    "receive",
    "release",
    "relieve",
    "reopen",
    "replay",
    "reply",
    "reprioritise",
    "reprioritise_open_tickets",
    "resolve",
    "roll_back",
    "route",
    "take_back",
    "take_chats_from_the_vanished",
    "unmerge",
    "warn",
]
