"""What becomes of a lock of the account, told on its customer's urgent tickets."""

from typing import Any

from support.people.models import AccountLock, User
from tickets.actions.history import hold, record
from tickets.models import Event
from tickets.severity import Severity

MOST = 5  # tickets of one customer that are told


def tell_of_lock(*, lock: AccountLock, step: str, by: User | None, **signal: Any) -> None:
    """Write a step of a lock on what the customer has open about money at risk. Heard from `lock_changed`."""
    urgent = lock.customer.tickets.open().filter(severity=Severity.S0, merged_into=None)
    for ticket in urgent.order_by("pk")[:MOST]:
        record(hold(ticket), Event.Kind.LOCKED, by=by, step=step)
