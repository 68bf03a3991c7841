"""Everything that can happen to a ticket, as bare imperatives; whoever changes one comes through here.

Each action is one transaction: the change and its Event commit together, and the outbox tells afterwards.
"""

from tickets.actions.answers import note, reply
from tickets.actions.asides import answer_aside, ask, ask_again, end_aside, nudge
from tickets.actions.attaching import tell_of_virus
from tickets.actions.bulk import TooLate, change_many, go_on_changing, undo_many
from tickets.actions.clashes import ChangedByAnother
from tickets.actions.correcting import MayNotCorrect, edit, withdraw
from tickets.actions.escalation import MayNotEscalate, classify, escalate, promise_update
from tickets.actions.expiring import empty_vault
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
from tickets.actions.holding import send_anyway
from tickets.actions.identity import identify
from tickets.actions.intake import receive, receive_further
from tickets.actions.inviting import SeesItAlready, invite, may_be_invited, see_off
from tickets.actions.joint_answers import MayNotAnswer, answer_all, go_on_answering
from tickets.actions.leaving import leave, overtake
from tickets.actions.linking import MayNotLink, flag, link, unlink
from tickets.actions.locking import tell_of_lock
from tickets.actions.mending import mend_lanes
from tickets.actions.merging import MayNotMerge, check_merge, merge, unmerge
from tickets.actions.newer import WentOn
from tickets.actions.otherwise import SaidOtherwise
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
from tickets.actions.proofs import prove
from tickets.actions.pushing import push_out
from tickets.actions.ratings import MayNotRate, check_rating, last_solve, rate
from tickets.actions.received import Answers, Others, Received, WithUsAlready, heard
from tickets.actions.refiling import ClosedForGood, RefiledByAnother, refile
from tickets.actions.reminding import remind
from tickets.actions.replays import replay
from tickets.actions.saying import say
from tickets.actions.sealing import seal
from tickets.actions.sending import HasLeft, hold_back, recall
from tickets.actions.snoozing import MayNotSnooze, snooze, wake
from tickets.actions.splitting import MayNotSplit, split
from tickets.actions.steady import promises_move
from tickets.actions.stepping_away import chats_of, hand_chats_back, take_chats_from_the_away
from tickets.actions.strays import delete_strays
from tickets.actions.supervising import NobodyHasIt, force, rebalance, relieve, take_over
from tickets.actions.sweeping import forget_upload, sweep_uploads
from tickets.actions.tag_names import rename_tag
from tickets.actions.tagging import MayNotTag, tag, untag
from tickets.actions.taking_in import take_in
from tickets.actions.transferring import transfer
from tickets.actions.uploading import TooManyUploads, WrongOffset, append, begin_upload, finish_upload
from tickets.actions.wanting import Thing, spare
from tickets.actions.warnings import warn
from tickets.actions.watching import unwatch, watch
from tickets.actions.whispering import NobodyHears, whisper

__all__ = [
    "Answers",
    "ChangedByAnother",
    "ClosedForGood",
    "HasLeft",
    "MayNotAnswer",
    "MayNotCorrect",
    "MayNotEscalate",
    "MayNotLink",
    "MayNotMerge",
    "MayNotRate",
    "MayNotSnooze",
    "MayNotSplit",
    "MayNotStand",
    "MayNotTag",
    "NobodyHasIt",
    "NobodyHears",
    "NotTakingWork",
    "Others",
    "Overtaken",
    "Received",
    "RefiledByAnother",
    "SaidOtherwise",
    "SeesItAlready",
    "SeniorsOnly",
    "TakenByAnother",
    "Thing",
    "TooLate",
    "TooManyUploads",
    "WentOn",
    "WithUsAlready",
    "WrongOffset",
    "answer_all",
    "answer_aside",
    "append",
    "apply",
    "ask",
    "ask_again",
    "assign",
    "begin_upload",
    "change_hours",
    "change_many",
    "change_policy",
    "chats_of",
    "check_merge",
    "check_rating",
    "claim",
    "claim_next",
    "classify",
    "close",
    "delete_strays",
    "edit",
    "empty_vault",
    "end_aside",
    "escalate",
    "finish_upload",
    "flag",
    "follow",
    "force",
    "forget_upload",
    "go_on_answering",
    "go_on_changing",
    "hand_chats_back",
    "heard",
    "hold_back",
    "identify",
    "invite",
    "judge",
    "last_solve",
    "leave",
    "let_tier_move",
    "link",
    "may_be_invited",
    "mend_lanes",
    "merge",
    "note",
    "nudge",
    "overtake",
    "promise_update",
    "promises_move",
    "prove",
    "publish",
    "push_out",
    "rate",
    "rebalance",
    "recall",
    "receive",
    "receive_further",
    "refile",
    "release",
    "relieve",
    "remind",
    "rename_tag",
    "reopen",
    "replay",
    "reply",
    "reprioritise",
    "reprioritise_open_tickets",
    "resolve",
    "roll_back",
    "route",
    "say",
    "seal",
    "see_off",
    "send_anyway",
    "snooze",
    "spare",
    "split",
    "sweep_uploads",
    "tag",
    "take_back",
    "take_chats_from_the_away",
    "take_chats_from_the_vanished",
    "take_in",
    "take_over",
    "tell_of_lock",
    "tell_of_virus",
    "transfer",
    "undo_many",
    "unlink",
    "unmerge",
    "untag",
    "unwatch",
    "wake",
    "warn",
    "watch",
    "whisper",
    "withdraw",
]
