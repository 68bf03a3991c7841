"""The index follows what readers see: at once where its server answers, later where it does not.

What is owed to the index is committed with the change itself, so a server that is away, or a process that is
killed between the two, leaves nothing unfound for good.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from haystack import connections

from helpcenter import search
from helpcenter.models.unindexed import Unindexed

SOON = timedelta(seconds=30)  # by then whoever made the change has told the index, or will not any more
AT_ONCE = 200  # texts a time
log = logging.getLogger(__name__)


def owe(texts: Iterable[int]) -> list[Unindexed]:
    """Note, inside the change's transaction, of which texts the index must be told."""
    return Unindexed.objects.bulk_create([Unindexed(text=key) for key in texts], batch_size=1000)


def settle(owed: list[Unindexed]) -> bool:
    """Tell the index, after the commit: whether it could be. Otherwise the rows stay, and the log says so."""
    if not owed:
        return True
    try:
        _follow([one.text for one in owed])
    except Exception:  # each search server's client decides what it raises
        words = (
            "The search server could not be told of %d texts; they are found as they were until it answers."
        )
        log.warning(words, len(owed), exc_info=True)
        return False
    Unindexed.objects.filter(pk__in=[one.pk for one in owed]).delete()
    return True


def catch_up() -> int:
    """Tell the index what it still has to learn; returns how many changes. Stops where its server is away."""
    told = 0
    late = Unindexed.objects.filter(since__lt=timezone.now() - SOON).order_by("pk")
    while (owed := list(late[:AT_ONCE])) and settle(owed):
        told += len(owed)
    return told


def _follow(texts: list[int]) -> None:
    """Haystack's backends swallow some of their servers' refusals; here they must not."""
    backend = connections["default"].get_backend()
    before, backend.silently_fail = backend.silently_fail, False
    try:
        search.follow(texts)
    finally:
        backend.silently_fail = before
