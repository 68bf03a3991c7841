"""The few facts of an account we read in what the exchange says; whatever is not in these tables is left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

ACCOUNT = {"active", "restricted", "locked", "closed", "pending"}
HOLDS = {"security", "compliance", "withdrawals", "deposits", "new-device", "new-address", "legal"}
WITHDRAWAL = {"requested", "held", "approved", "sent", "confirmed", "refused", "cancelled"}
DEPOSIT = {"seen", "confirming", "credited", "held", "returned"}
MOST_HOLDS, LONGEST = 10, 40


@dataclass(frozen=True)
class Move:
    """A deposit or withdrawal: its state, since when, and in what; never how much."""

    state: str
    at: datetime | None
    asset: str
    reference: str  # its end alone


@dataclass(frozen=True)
class Facts:
    """What was said and may be shown; empty where nothing was said."""

    account: str = ""
    since: datetime | None = None
    holds: tuple[tuple[str, datetime | None], ...] = ()  # which, and until when
    withdrawal: Move | None = None
    deposit: Move | None = None
    second_factor: bool | None = None


NOTHING = Facts()


def read(said: dict[str, Any]) -> Facts:
    """What of an answer is known to us; a value of another shape is left out."""
    factor = said.get("second_factor")
    holds = said.get("holds")
    return Facts(
        account=_one_of(ACCOUNT, said.get("account")),
        since=_moment(said.get("account_since")),
        holds=tuple(
            (kind, _moment(hold.get("until")))
            for hold in (holds if isinstance(holds, list) else [])[:MOST_HOLDS]
            if isinstance(hold, dict) and (kind := _one_of(HOLDS, hold.get("kind")))
        ),
        withdrawal=_move(said.get("last_withdrawal"), WITHDRAWAL),
        deposit=_move(said.get("last_deposit"), DEPOSIT),
        second_factor=factor if isinstance(factor, bool) else None,
    )


def _move(said: object, states: set[str]) -> Move | None:
    state = _one_of(states, said.get("state")) if isinstance(said, dict) else ""
    if not isinstance(said, dict) or not state:
        return None
    return Move(state, _moment(said.get("at")), _asset(said.get("asset")), _end(said.get("id")))


def _one_of(known: set[str], said: object) -> str:
    return said if isinstance(said, str) and said in known else ""


def _asset(said: object) -> str:
    fits = isinstance(said, str) and said.isascii() and said.isalnum() and len(said) <= 10
    return said.upper() if fits and isinstance(said, str) and not said.isdecimal() else ""


def _end(said: object) -> str:
    """The last four letters of an id: enough to compare, not enough to use."""
    if not isinstance(said, str) or not said.isascii() or not 8 <= len(said) <= LONGEST:
        return ""
    return f"••••{said[-4:]}" if said[-4:].isalnum() else ""


def _moment(said: object) -> datetime | None:
    try:
        at = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
