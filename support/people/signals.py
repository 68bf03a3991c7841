"""The one business signal of the house: it points up, so it is a signal."""

from django.dispatch import Signal

tier_changed = Signal()
"""Sent inside the change's transaction, with customer, before (Tier), by (User | None) and reason (str)."""
