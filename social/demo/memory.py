"""What the demo networks have been sent, newest first; kept in the cache for a day."""

import itertools
import time

from django.core.cache import cache
from django.utils import timezone

MOST = 200
A_DAY = 24 * 3600
_count = itertools.count()


def remember(network: str, account: str, **what: str) -> dict[str, str]:
    """Keep one post or message and give it an id, larger than 2^53 as theirs are."""
    number = str(2**61 + time.time_ns() // 1000 * 10 + next(_count) % 10)
    kept = {"id": number, "account": account, "at": timezone.now().isoformat(), **what}
    cache.set(f"demo-network:{network}", [kept, *recall(network)][:MOST], A_DAY)
    return kept


def recall(network: str) -> list[dict[str, str]]:
    """Everything that network still remembers."""
    return cache.get(f"demo-network:{network}") or []
