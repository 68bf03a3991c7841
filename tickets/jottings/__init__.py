"""Agents' half-written words: kept beside what the browser keeps, shown, taken over, forgotten."""

from .keeping import forget, keep, share, take_over

__all__ = ["forget", "keep", "share", "take_over"]
