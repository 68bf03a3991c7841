"""The business signals of the house: they point up, so they are signals."""

from django.dispatch import Signal

tier_changed = Signal()
"""Sent inside the change's transaction, with customer, before (Tier), by (User | None) and reason (str)."""

tier_moves = Signal()
"""Sent before a tier (Tier) is given a rank (int), or taken away (None); whoever minds raises ValueError."""

lock_changed = Signal()
"""Sent inside the change's transaction, with lock (AccountLock), step (str, as in people.locks) and by."""
