"""Whose account a visitor may lock, and what the page about it says."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from support.look.times import duration
from support.people import lock_calls, lock_links
from support.people.models import AccountLock, Customer, User
from tickets import lock_words
from tickets.models import Ticket

KEPT = "locked_by_letter"  # in the session: the key of the lock this browser asked for without a sign-in


def account_of(user: User | AnonymousUser) -> Customer | None:
    """The account at the exchange that somebody signed in may lock by one press."""
    customer = None if user.is_staff else Customer.of(user)
    return customer if customer and customer.exchange_id else None


def lock_shown_to(request: HttpRequest) -> AccountLock | None:
    """The lock this visitor may hear of: by sign-in, or asked for in this browser by a letter."""
    if account := account_of(request.user):
        return lock_words.latest(account)
    key = request.session.get(KEPT)
    kept = AccountLock.objects.filter(key=key).select_related("customer").first() if key else None
    return lock_words.latest(kept.customer) if kept else None


def facts(request: HttpRequest, *, ticket: Ticket | None = None) -> dict[str, Any]:
    """What templates/tickets/_lock.html needs."""
    account, lock = account_of(request.user), lock_shown_to(request)
    by_press = account is not None
    return {
        "request": request,
        "is_offered": lock_calls.is_offered(),
        "by_press": by_press,
        "lock": lock,
        "is_locked": lock is not None and not lock.is_over,
        "said": lock_words.to_owner(lock) if lock else None,
        "lifting": lock_words.of_lifting(lock) if lock else None,
        "may_lift": bool(by_press and lock and not lock.is_over and lock.email and not lock.undo_asked_at),
        "ticket": ticket,
        "pause": duration(settings.EXCHANGE_UNLOCK_AFTER_HOURS * 3600),
        "minutes": int(lock_links.LASTS.total_seconds() // 60),
    }
