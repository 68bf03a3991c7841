"""Lock and lift at the exchange: one signed POST each, safe to repeat: docs/exchange.md, Locks.

"Locked" is only what the exchange signed about this very lock of this very customer; whatever else comes
back is no answer.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from support import shield, signatures
from support.people.exchange_line import NoAnswer, believed, call, in_time
from support.people.models import AccountLock
from support.people.models.lock import LONGEST_REASON, LONGEST_REFERENCE

SKEW = timedelta(seconds=signatures.TOLERANCE)  # the exchange's clock may be ahead of ours by so much


@dataclass(frozen=True)
class Verdict:
    """What the exchange signed; `at` is empty where it refused."""

    refused: bool
    at: datetime | None = None
    reference: str = ""
    reason: str = ""


def is_offered() -> bool:
    """Whether there is an exchange that locks, and a secret to know it by."""
    return bool(settings.EXCHANGE_LOCK_URL and settings.EXCHANGE_SECRETS)


def tell(lock: AccountLock, *, lift: bool) -> Verdict:
    """Have the account locked, or the lock lifted; the same key however often it is told. Raises NoAnswer.

    At most twice EXCHANGE_TIMEOUT.
    """
    if not is_offered():
        raise NoAnswer("there is no exchange to tell")
    return _heard(in_time(lambda: _post(lock, lift=lift)), lock, "unlocked" if lift else "locked")


def _post(lock: AccountLock, *, lift: bool) -> dict[str, Any]:
    what = {
        "type": "account.unlock" if lift else "account.lock",
        "customer": lock.exchange_id,
        "key": str(lock.key),
        "asked_at": ((lift and lock.undo_asked_at) or lock.asked_at).isoformat(),
    }
    answer = call(
        settings.EXCHANGE_LOCK_URL,
        name=f"lock_{uuid.uuid4().hex}",  # each try its own: an old answer is none to a new question
        body=json.dumps(what).encode(),
        headers={"Idempotency-Key": f"{lock.key}-unlock" if lift else str(lock.key)},
    )
    if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NoAnswer("the answer is no JSON")
    return believed(answer, exchange_id=lock.exchange_id)


def _heard(said: dict[str, Any], lock: AccountLock, wanted: str) -> Verdict:
    if said.get("key") != str(lock.key):
        raise NoAnswer("the answer is about another lock")
    if said.get("state") == "refused":
        return Verdict(refused=True, reason=_text(said.get("reason"), LONGEST_REASON))
    if said.get("state") != wanted:
        raise NoAnswer(f"the answer does not say {wanted}")
    return Verdict(
        refused=False, at=_moment(said.get("at")), reference=_text(said.get("reference"), LONGEST_REFERENCE)
    )


def _moment(text: object) -> datetime:
    """An instant with its zone that is not still to come; raises NoAnswer."""
    try:
        at = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or at > timezone.now() + SKEW:
        raise NoAnswer("the answer does not say since when")
    return at


def _text(said: object, longest: int) -> str:
    """A short text as a row and a page can hold it."""
    shown = "".join(letter for letter in said if letter.isprintable()) if isinstance(said, str) else ""
    return shield.mask(shown).text.strip()[:longest]
