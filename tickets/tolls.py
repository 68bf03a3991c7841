"""One ticket more in a burst costs the sender's browser a little reckoning, and no person a puzzle.

Altcha's first protocol: find the number that, after a salt, has a given SHA-256. Below the limits of
tickets/floods.py nobody meets it. A toll is signed, for one form of one sender, good once and for ten
minutes; docs/decisions/0043 says what it costs whom.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from altcha import v1 as altcha
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tickets import floods

HASHES = 200_000  # the number lies below; half of them are tried on average
URGENT = 25_000  # for S0: noticed by a script that sends thousands, hardly by a person
STEEPEST = 2  # doublings: at 2 and 4 times a limit
LASTS = timedelta(minutes=10)
LONGEST = 2_000  # characters of an answer; a true one has about 400


@dataclass(frozen=True)
class Toll:
    """What stands between a form and its being taken: `wait` in seconds, or an answer to `challenge`.

    `challenge` is JSON, {algorithm, challenge, maxNumber, salt, signature}; empty when only waiting helps.
    """

    wait: int
    challenge: str


def due(
    limits: Sequence[tuple[floods.Limit, object]], *, form: str, paid: str, is_urgent: bool
) -> Toll | None:
    """Count a form, and say what it owes; None when it may pass. `paid` is what the browser sends for a toll.

    What is urgent is never told to wait: it always passes for a toll, and for a lower one.
    """
    used = [(limit, floods.share(limit, who, thing=form)) for limit, who in limits]
    passed = [(limit, share) for limit, share in used if share > 1]
    if not passed:
        return None
    wait = max(limit.left for limit, _ in passed)
    if not is_urgent and any(limit.stop and share * limit.most > limit.stop for limit, share in passed):
        return Toll(wait, challenge="")
    if _is_paid(paid, form):
        return None
    steps = min(int(max(share for _, share in passed)).bit_length() - 1, STEEPEST)
    return Toll(wait, challenge=_challenge(form, (URGENT if is_urgent else HASHES) << steps))


def _challenge(form: str, hashes: int) -> str:
    made = altcha.create_challenge(
        altcha.ChallengeOptions(
            max_number=hashes,
            hmac_key=_key(),
            expires=timezone.now() + LASTS,
            params={"form": _named(form)},
        )
    )
    return json.dumps(made.to_dict())


def _is_paid(paid: str, form: str) -> bool:
    """Whether an answer is right, in time, for this form, and sent for the first time.

    While the cache is away nobody remembers what was sent; the form's own key still makes it one ticket.
    """
    answer = _read(paid)
    if answer is None or altcha.extract_params(answer).get("form") != [_named(form)]:
        return False
    is_right, _ = altcha.verify_solution(answer, _key())
    spent = f"toll:{sha256(answer['signature'].encode()).hexdigest()}"
    return is_right and cache.add(spent, 1, int(LASTS.total_seconds()))


def _read(paid: str) -> altcha.PayloadType | None:
    """The answer in its five parts; None for whatever else somebody sends."""
    try:
        told: Any = json.loads(base64.b64decode(paid[:LONGEST], validate=True))
    except (ValueError, RecursionError):
        return None
    words = ("algorithm", "challenge", "salt", "signature")
    if (
        not isinstance(told, dict)
        or type(told.get("number")) is not int
        or told.get("algorithm") != "SHA-256"
    ):
        return None
    if not all(isinstance(told.get(name), str) and told[name].isascii() for name in words):
        return None
    return {name: told[name] for name in (*words, "number")}  # type: ignore[return-value]  # these five are all


def _named(form: str) -> str:
    return sha256(form.encode()).hexdigest()[:32]


def _key() -> bytes:
    return salted_hmac("tickets.toll", "", algorithm="sha256").digest()
