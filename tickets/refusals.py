"""What can come of sending: the other side refuses, is not there, or nobody knows."""

from datetime import timedelta


class NotDelivered(Exception):
    """The other side refused; when `permanent`, it will again. `after`: how long it asks us to wait."""

    def __init__(self, why: str, *, permanent: bool, after: timedelta | None = None) -> None:
        super().__init__(why)
        self.permanent = permanent
        self.after = after


class AwaitsReturn(Exception):
    """There is nowhere to send it: it waits until they come back, and is attempted again when they saw it."""


class MaybeDelivered(Exception):
    """The answer got lost: it may have arrived, so the next attempt asks before it sends."""
