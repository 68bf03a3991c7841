"""A question's vector in time or not at all; what went wrong is kept for whoever is on call.

The model runs beside the request, one question at a time: a request waits SEARCH_MEANING_TIMEOUT seconds and
then goes on with words alone. A crowd is served the same way: who would have to wait longer does not.
"""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db.utils import DatabaseError

from support.search.meaning import model
from support.search.meaning.model import Unavailable, Vector

log = logging.getLogger(__name__)
TROUBLE, REMEMBERED = "search-meaning-trouble", 60  # in the cache: the reason; seconds


def vector(question: str) -> Vector:
    """What the question means; raises Unavailable."""
    asked = _beside(os.getpid()).submit(_read, question)
    try:
        return asked.result(timeout=settings.SEARCH_MEANING_TIMEOUT)
    except TimeoutError as late:
        asked.cancel()
        raise Unavailable("the model is too slow") from late


@contextmanager
def words_alone() -> Iterator[None]:
    """What is tried inside may fail: it is left undone, logged by name and remembered for a minute."""
    try:
        yield
    except Unavailable as trouble:
        _remember(str(trouble), trouble)
    except DatabaseError as trouble:
        _remember("its table does not answer", trouble)


def trouble() -> str:
    """Why the last minute's searches had to do with words alone; empty when they had not."""
    return str(cache.get(TROUBLE) or "")


def _read(question: str) -> Vector:
    try:
        return model.fit(model.chosen().question(question))
    except Unavailable:
        raise
    except Exception as failed:  # whatever a model of somebody's own may raise
        raise Unavailable("the model failed") from failed


def _remember(why: str, trouble: Exception) -> None:
    if cache.get(TROUBLE) != why:
        log.warning("Search by meaning: %s. Words alone answer. (%r)", why, trouble.__cause__)
    cache.set(TROUBLE, why, REMEMBERED)


@lru_cache(maxsize=1)
def _beside(process: int) -> ThreadPoolExecutor:
    """One thread for each process; a forked one begins its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="meaning")
