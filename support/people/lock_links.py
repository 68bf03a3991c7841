"""Links about locks: signed, so that only we can have made them, and each good for one thing, once."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from support.people.models import AccountLock, Customer

LASTS = timedelta(minutes=30)
_locking = signing.TimestampSigner(salt="people.lock")
_staying = signing.Signer(salt="people.lock.stays")


def to_lock(customer: Customer) -> str:
    """An address by which whoever reads the account's mail locks it: once, within LASTS."""
    token = _locking.sign(f"{customer.pk}:{_stands(customer)}")
    return settings.SITE_URL + reverse("tickets:lock_by_letter", args=[token])


def customer_to_lock(token: str) -> Customer | None:
    """Whose account a link locks; None when it is forged, too old or used, or their address has changed."""
    try:
        pk, _, stood = _locking.unsign(token, max_age=LASTS).partition(":")
    except signing.BadSignature:
        return None
    customer = Customer.objects.filter(pk=pk).exclude(exchange_id=None).exclude(exchange_id="").first()
    return customer if customer and constant_time_compare(stood, _stands(customer)) else None


def _stands(customer: Customer) -> str:
    """How an account and its locks stand: using a link changes it, so that none is used twice."""
    last = customer.locks.order_by("-pk").first()
    known: list[object] = [customer.email.lower(), customer.exchange_id]
    known += [last.pk, last.undo_asked_at, last.undone_at] if last else []
    return sha256(repr(known).encode()).hexdigest()[:32]


def to_stay(lock: AccountLock) -> str:
    """An address that stops the lifting that is asked for now, and no other."""
    return settings.SITE_URL + reverse("tickets:stay_locked", args=[_staying.sign(_lifting(lock))])


def lock_to_stay(token: str) -> AccountLock | None:
    """The lock whose lifting a link stops; None when it is forged, or there is nothing left to stop."""
    try:
        key, _, at = _staying.unsign(token).partition(":")
    except signing.BadSignature:
        return None
    lock = AccountLock.objects.in_effect().select_related("customer").filter(key=key).first()
    return lock if lock and lock.undo_asked_at and _lifting(lock) == f"{key}:{at}" else None


def _lifting(lock: AccountLock) -> str:
    return f"{lock.key}:{lock.undo_asked_at.timestamp() if lock.undo_asked_at else ''}"
