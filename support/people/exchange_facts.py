"""What the exchange says of an account for whoever answers its owner: a few facts, never a balance.

Only what it signed about that very customer, and of that only what stands in the tables below: everything
else in the answer is left where it is. The contract is docs/exchange.md, Facts.
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from support.people.exchange_line import NoAnswer, Passing, believed, call, in_time
from support.people.models import Customer

log = logging.getLogger(__name__)
KEPT = 60  # seconds an answer, or that it was nonsense, stands
SILENT, SILENT_FOR = "exchange-facts-silent", 10  # in the cache, seconds: nobody else waits for it meanwhile
ACCOUNT = {"active", "restricted", "locked", "closed", "pending"}
HOLDS = {"security", "compliance", "withdrawals", "deposits", "new-device", "new-address", "legal"}
WITHDRAWAL = {"requested", "held", "approved", "sent", "confirmed", "refused", "cancelled"}
DEPOSIT = {"seen", "confirming", "credited", "held", "returned"}
MOST_HOLDS, LONGEST = 10, 40


class State(StrEnum):
    """How the asking went."""

    OFF = "off"  # nobody is to be asked
    NOBODY = "nobody"  # this customer has no account there that we know of
    SAID = "said"
    SILENT = "silent"
    NONSENSE = "nonsense"


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


@dataclass(frozen=True)
class Answer:
    """The state of the asking, when that was, and the facts where there are any."""

    state: State
    at: datetime
    facts: Facts = Facts()


def is_asked() -> bool:
    """Whether there is an exchange that tells facts, and a secret to know it by."""
    return bool(settings.EXCHANGE_FACTS_URL and settings.EXCHANGE_SECRETS)


def about(customer: Customer) -> Answer:
    """What the exchange says of a customer, at most KEPT old. Waits at most twice EXCHANGE_TIMEOUT; never
    raises, and an exchange that was silent is left in peace for SILENT_FOR."""
    now = timezone.now()
    if not is_asked():
        return Answer(State.OFF, now)
    if not customer.exchange_id:
        return Answer(State.NOBODY, now)
    key = f"exchange-facts:{customer.pk}:{customer.exchange_id}".replace(" ", "_")
    if known := cache.get(key):
        return known
    if cache.get(SILENT):
        return Answer(State.SILENT, now)
    answer = _asked(customer.exchange_id, now)
    if answer.state == State.SILENT:
        cache.set(SILENT, True, SILENT_FOR)
    else:
        cache.set(key, answer, KEPT)
    return answer


def _asked(exchange_id: str, now: datetime) -> Answer:
    # Dots, too: a path of dots would lead elsewhere.
    url = f"{settings.EXCHANGE_FACTS_URL}/{quote(exchange_id, safe='').replace('.', '%2E')}"
    try:
        said = in_time(lambda: believed(call(url, name=f"facts_{uuid.uuid4().hex}"), exchange_id=exchange_id))
    except Passing as trouble:
        log.warning("no facts: %s", trouble)
        return Answer(State.SILENT, now)
    except NoAnswer as trouble:
        log.warning("facts not believed: %s", trouble)
        return Answer(State.NONSENSE, now)
    facts = _read(said)
    return Answer(State.NONSENSE if facts == Facts() else State.SAID, now, facts)


def _read(said: dict[str, Any]) -> Facts:
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
