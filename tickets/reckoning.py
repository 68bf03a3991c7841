"""Altcha's first protocol: find the number that, after a salt, has a given SHA-256 (altcha.org).

A task is signed, for one form of one sender, good once and for ten minutes.
"""

import base64
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from altcha import v1 as altcha
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

LASTS = timedelta(minutes=10)
LONGEST = 2_000  # characters of an answer; a true one has about 400
WORDS = ("algorithm", "challenge", "salt", "signature")


def ask(hashes: int, *, form: str) -> str:
    """A task of that many hashes at most, as JSON: {algorithm, challenge, maxNumber, salt, signature}."""
    until, about = timezone.now() + LASTS, {"form": _named(form)}
    options = altcha.ChallengeOptions(max_number=hashes, hmac_key=_key(), expires=until, params=about)
    return json.dumps(altcha.create_challenge(options).to_dict())


def is_right(paid: str, *, form: str) -> bool:
    """Whether an answer is right, in time, for this form, and sent for the first time.

    While the cache is away nobody remembers what was sent; the form's own key still makes it one ticket.
    """
    answer = _read(paid)
    if answer is None or altcha.extract_params(answer).get("form") != [_named(form)]:
        return False
    solved, _ = altcha.verify_solution(answer, _key())
    spent = f"toll:{sha256(answer['signature'].encode()).hexdigest()}"
    return solved and cache.add(spent, 1, int(LASTS.total_seconds()))


def _read(paid: str) -> altcha.PayloadType | None:
    """The answer in its five parts; None for whatever else somebody sends, on which altcha would break."""
    try:
        told: Any = json.loads(base64.b64decode(paid[:LONGEST], validate=True))
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(told, dict)
        or type(told.get("number")) is not int
        or told.get("algorithm") != "SHA-256"
    ):
        return None
    if not all(isinstance(told.get(name), str) and told[name].isascii() for name in WORDS):
        return None
    return {name: told[name] for name in (*WORDS, "number")}  # type: ignore[return-value]  # these five are all


def _named(form: str) -> str:
    return sha256(form.encode()).hexdigest()[:32]


def _key() -> bytes:
    return salted_hmac("tickets.toll", "", algorithm="sha256").digest()
