"""The one business signal of the house: it points up, so it is a signal."""

from django.dispatch import Signal

tier_changed = Signal()
"""Sent inside the transaction of the change. Arguments: customer, before (Tier), by (User | None), reason (str)."""
