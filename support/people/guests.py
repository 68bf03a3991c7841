"""Somebody without a sign-in: an address typed into a form proves nothing, a letter opened proves it."""

from django.utils import timezone

from support.people import actions
from support.people.models import Customer, Handle


def guest(
    *, email: str, browser: str, name: str = "", language: str = "en", time_zone: str = "UTC"
) -> Customer:
    """Whoever says in one browser that an address is theirs, made when first seen there.

    Nobody else's history and nobody's tier: not those of the customer who signs in with that address, nor of
    one the exchange told us of, nor of a guest who typed the same in another browser. It takes the same
    work whether the address is known to us or not.
    """
    address, made_of = email.strip().lower(), {"name": name, "language": language}
    said = f"{address} {browser}"
    customer = actions.recognise(network=Handle.TYPED, external_id=said, **made_of)
    if customer.user_id or customer.exchange_id:  # an admin has vouched for them since; this may be anybody
        said = f"{said} #{customer.pk}"
        customer = actions.recognise(network=Handle.TYPED, external_id=said, **made_of)
    return _at(address, customer, time_zone)


def proven(*, email: str, name: str = "", language: str = "en", time_zone: str = "UTC") -> Customer:
    """Whose address it is, now that our letter was opened there: without a sign-in, made when first proven.

    The one the exchange told us of, else the guest who proved the address before. Never a customer who signs
    in: a letter is no sign-in, and a link must not open what a sign-in protects.
    """
    address, made_of = email.strip().lower(), {"name": name, "language": language}
    told = Customer.objects.reached_at(address).filter(exchange_id__gt="")
    customer, handle = told.order_by("pk").first(), address
    if customer is None:
        customer = actions.recognise(network=Handle.GUEST, external_id=handle, **made_of)
    if customer.user_id:
        handle = f"{address} #{customer.pk}"
        customer = actions.recognise(network=Handle.GUEST, external_id=handle, **made_of)
    Handle.objects.get_or_create(
        network=Handle.GUEST, external_id=handle, defaults={"customer": customer, "name": name}
    )
    customer.handles.filter(network=Handle.GUEST, proven_at=None).update(proven_at=timezone.now())
    return _at(address, customer, time_zone)


def _at(address: str, customer: Customer, time_zone: str) -> Customer:
    if not customer.email:
        customer.email, customer.time_zone = address, time_zone
        customer.save(update_fields=["email", "time_zone"])
    return customer
