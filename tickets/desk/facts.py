"""What the exchange said of an account, in words; a table, so that nothing else is ever shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from support.look.times import moment_words
from support.people.exchange_facts import Answer
from support.people.facts_told import Facts, Move

ACCOUNT = {
    "active": ("good", gettext_noop("Active")),
    "restricted": ("warn", gettext_noop("Restricted")),
    "locked": ("danger", gettext_noop("Locked")),
    "closed": ("", gettext_noop("Closed")),
    "pending": ("warn", gettext_noop("Not opened yet")),
}
HOLDS = {
    "security": gettext_noop("Held for security"),
    "compliance": gettext_noop("Held by compliance"),
    "withdrawals": gettext_noop("Withdrawals held"),
    "deposits": gettext_noop("Deposits held"),
    "new-device": gettext_noop("Held after a new device"),
    "new-address": gettext_noop("Held after a new address"),
    "legal": gettext_noop("Held by law"),
}
MOVES = {
    "requested": ("", gettext_noop("Asked for")),
    "approved": ("", gettext_noop("Approved")),
    "sent": ("", gettext_noop("Sent, not confirmed yet")),
    "confirmed": ("good", gettext_noop("Confirmed on the network")),
    "refused": ("danger", gettext_noop("Refused")),
    "cancelled": ("", gettext_noop("Cancelled")),
    "held": ("warn", gettext_noop("On hold")),
    "seen": ("", gettext_noop("Seen on the network")),
    "confirming": ("", gettext_noop("Waits for confirmations")),
    "credited": ("good", gettext_noop("Credited")),
    "returned": ("warn", gettext_noop("Sent back")),
}


@dataclass(frozen=True)
class Line:
    """A label, a badge's tone and words, and what stands beside it."""

    label: str
    tone: str
    words: str
    beside: str = ""


def lines(answer: Answer) -> list[Line]:
    """The facts as a list; empty where there are none."""
    return list(_lines(answer.facts))


def _lines(facts: Facts) -> Iterator[Line]:
    if facts.account:
        tone, words = ACCOUNT[facts.account]
        since = _("since %(when)s") % {"when": moment_words(facts.since)} if facts.since else ""
        yield Line(_("Account"), tone, _(words), since)
    for kind, until in facts.holds:
        ends = _("until %(when)s") % {"when": moment_words(until)} if until else _("no end told")
        yield Line(_("Hold"), "warn", _(HOLDS[kind]), ends)
    if facts.withdrawal:
        yield _move(_("Last withdrawal"), facts.withdrawal)
    if facts.deposit:
        yield _move(_("Last deposit"), facts.deposit)
    if facts.second_factor is not None:
        tone, words = ("good", _("On")) if facts.second_factor else ("warn", _("Off"))
        yield Line(_("Second factor"), tone, words)


def _move(label: str, move: Move) -> Line:
    tone, words = MOVES[move.state]
    at = moment_words(move.at) if move.at else ""
    return Line(label, tone, _(words), ", ".join(filter(None, [move.asset, move.reference, at])))
