"""Nobody floods the desk: how many tickets, answers and mails one sender may cause in a while.

Counted in the cache, in fixed windows, by one atomic increment each. While the cache is away every
process counts for itself, against a quarter of the limit: slower, never open.
"""

import time
from dataclasses import dataclass
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from redis.exceptions import RedisError

_here = LocMemCache("floods", {})


@dataclass(frozen=True)
class Limit:
    """At most `most` in `seconds`, for each sender.

    `stop` is where even a toll helps no more (tickets/tolls.py); 0 where attempts would shut out others.
    """

    name: str
    most: int
    seconds: int
    stop: int = 0

    @property
    def left(self) -> int:
        """Seconds until the next window."""
        return self.seconds - int(time.time()) % self.seconds


TICKETS_AN_ADDRESS = Limit("tickets-ip", most=10, seconds=3600, stop=100)  # a household, a small office
TICKETS_A_GUEST = Limit("tickets-guest", most=5, seconds=3600)  # anybody may type anybody's address
ALARMS_AN_ADDRESS = Limit("alarms-ip", most=10, seconds=3600)  # S0, apart: no other ticket stands before one
ALARMS_A_CUSTOMER = Limit("alarms-customer", most=10, seconds=3600)  # wherever they sign in from
TICKETS_OF_GUESTS = Limit("tickets-guests", most=60, seconds=60)  # all of them together
TICKETS_A_CUSTOMER = Limit("tickets-customer", most=20, seconds=3600, stop=100)
ANSWERS_A_TICKET = Limit("answers", most=30, seconds=600)
ACKNOWLEDGEMENTS_A_GUEST = Limit("acknowledged", most=1, seconds=3600)
ACKNOWLEDGEMENTS_IN_ALL = Limit("acknowledged-all", most=600, seconds=3600)  # guests only: the breaker
LOCKS_A_CUSTOMER = Limit("locks", most=20, seconds=3600)
LIFTINGS_A_CUSTOMER = Limit("liftings", most=5, seconds=24 * 3600)  # each is a letter to the owner
LOCK_LETTERS_AN_IP = Limit("lock-letters-ip", most=10, seconds=3600)
LOCK_LETTERS_AN_ADDRESS = Limit("lock-letters", most=3, seconds=3600)
DRAFTS_AN_ADDRESS = Limit("drafts", most=120, seconds=3600)  # new unsent texts; saving one again is free
FRESH_LINKS_A_TICKET = Limit("fresh-link", most=2, seconds=3600)
UPLOADS_A_SENDER = Limit("uploads", most=60, seconds=3600)
UPLOADS_AN_ADDRESS = Limit("uploads-ip", most=200, seconds=3600)
FRESH_LINKS_AN_ADDRESS = Limit("fresh-links", most=6, seconds=3600)  # of all its tickets


def seconds_to_wait(limit: Limit, who: object, *, thing: object) -> int:
    """Count `thing` once for `who`; 0 when it may pass, else the seconds until the next window.

    The same thing counts once however often it is tried, so a repeated form costs nothing.
    """
    return 0 if share(limit, who, thing=thing) <= 1 else limit.left


def share(limit: Limit, who: object, *, thing: object) -> float:
    """Count `thing` once for `who`, and say what share of the limit is used: above 1.0 it is too many."""
    try:
        return _count(cache, limit, who, thing) / limit.most
    except (RedisError, ConnectionError):
        return _count(_here, limit, who, thing) / max(1, limit.most // 4)


def _count(store: BaseCache, limit: Limit, who: object, thing: object) -> int:
    window = int(time.time()) // limit.seconds
    key = f"flood:{limit.name}:{window}:{sha256(str(who).encode()).hexdigest()[:24]}"
    store.add(key, 0, limit.seconds)
    if store.add(f"{key}:{sha256(str(thing).encode()).hexdigest()[:24]}", 1, limit.seconds):
        return store.incr(key)
    return int(store.get(key) or 0)


def address(request: HttpRequest) -> str:
    """Where a request comes from; forwarded addresses count only from trusted proxies (allauth's setting)."""
    return get_adapter().get_client_ip(request)
