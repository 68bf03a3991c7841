"""That somebody read a ticket or looked for something is written down, once an hour for an open page."""

import hashlib

from django.core.cache import cache
from django.db.models import Model
from redis.exceptions import RedisError

from support.audit import book
from support.people.models import User

AN_HOUR = 3600  # seconds


def record(action: str, about: Model, *, by: User, **detail: str) -> None:
    """Write it into the book: somebody opened it."""
    _is_new(action, about, by, detail)
    book.record(action, about, by=by, **detail)


def once(action: str, about: Model, *, by: User, **detail: str) -> None:
    """Write it into the book unless that was done within the hour: a page that stays open asks for parts."""
    if _is_new(action, about, by, detail):
        book.record(action, about, by=by, **detail)


def _is_new(action: str, about: Model, by: User, detail: dict[str, str]) -> bool:
    said = f"{action} {about._meta.label} {about.pk} {by.pk} {sorted(detail.items())}"
    try:
        return cache.add(f"looked:{hashlib.sha256(said.encode()).hexdigest()}", 1, AN_HOUR)
    except (RedisError, ConnectionError):  # rather twice than never
        return True
