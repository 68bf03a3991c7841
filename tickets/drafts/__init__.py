"""Unsent words: kept for whoever typed them, found again on their other devices, forgotten once sent."""

from .ending import forget, sent
from .keeping import keep
from .owners import of
from .refusals import SentAlready, TooMany, Unreadable, WrittenElsewhere
from .typed import KEY, LARGEST, Typed, read

__all__ = [
    "KEY",
    "LARGEST",
    "SentAlready",
    "TooMany",
    "Typed",
    "Unreadable",
    "WrittenElsewhere",
    "forget",
    "keep",
    "of",
    "read",
    "sent",
]
