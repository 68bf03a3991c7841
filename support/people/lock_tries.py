"""How the exchange comes to know: tried at once after the commit, then again and again until it has answered.

At most one try of a lock at a time, whoever tries: a web process or the urgent worker.
"""

import logging
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from support.people import lock_answers, lock_calls
from support.people.exchange_line import NoAnswer, Passing
from support.people.models import AccountLock

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=45)  # longer than any try may take: whoever held it is gone
SILENT, SILENT_FOR = "exchange-locks-nothing", 10  # in the cache, seconds: no page waits for it meanwhile
MOST_SILENCE = 3  # tries without an answer in one round, then the next round goes on


def at_once(pk: int) -> None:
    """Try while the page waits; where the exchange was silent a moment ago, only the worker tries."""
    if not cache.get(SILENT):
        carry_out(pk)


def go_on(*, until: datetime) -> int:
    """Tell the exchange of every lock that is due; returns how many it answered. Twice is safe: keys."""
    answered = silence = 0
    for pk in list(AccountLock.objects.due(timezone.now()).values_list("pk", flat=True)[:200]):
        if silence == MOST_SILENCE or timezone.now() >= until:
            break
        heard = carry_out(pk)
        answered, silence = answered + heard, 0 if heard else silence + 1
    return answered


def carry_out(pk: int) -> bool:
    """Tell the exchange what is due of one lock; whether it answered. Never inside a transaction."""
    taken = _take(pk)
    if taken is None:
        return False
    lock, lift = taken
    try:
        verdict = lock_calls.tell(lock, lift=lift)
    except NoAnswer as why:
        log.warning("lock %s: %s", lock.pk, why)
        if isinstance(why, Passing):
            cache.set(SILENT, True, SILENT_FOR)
        lock_answers.doubt(lock, after=getattr(why, "after", None) or 0)
        return False
    lock_answers.hear(lock, verdict, lift=lift)
    return True


@transaction.atomic
def _take(pk: int) -> tuple[AccountLock, bool] | None:
    """The lock and whether it is to be lifted; None when nothing is due, or somebody else has it in hand."""
    rows = AccountLock.objects.select_for_update(of=("self",), skip_locked=True).select_related("customer")
    now = timezone.now()
    lock = rows.filter(pk=pk, undone_at=None, retry_at__lte=now).first()
    if lock is None:
        return None
    lift = lock.is_to_be_lifted(now)
    if not lift and lock.is_known:  # nothing to tell before the lifting
        lock.retry_at = lock.undo_due_at
        lock.save(update_fields=["retry_at"])
        return None
    if lift and lock.undo_tried_at is None:
        lock.undo_tried_at, lock.tries = now, 0
    lock.tries, lock.tried_at, lock.retry_at = lock.tries + 1, now, now + LEASE
    lock.save(update_fields=["undo_tried_at", "tries", "tried_at", "retry_at"])
    return lock, lift
