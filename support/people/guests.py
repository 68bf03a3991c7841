"""Somebody who only says who they are: an address typed into a form proves nothing."""

from support.people import actions
from support.people.models import Customer


def guest(*, email: str, name: str = "", language: str = "en", time_zone: str = "UTC") -> Customer:
    """The guest who writes from an address, made when first seen.

    Never the customer who signs in with that address, nor one the exchange told us of: whoever types
    another person's address gets neither their history nor their tier.
    """
    address = email.strip().lower()
    customer = actions.recognise(network="guest", external_id=address, name=name, language=language)
    if customer.user_id is not None:  # since then they signed up; a stranger may be typing their address now
        customer = actions.recognise(
            network="guest", external_id=f"{address} #{customer.pk}", name=name, language=language
        )
    if not customer.email:
        customer.email, customer.time_zone = address, time_zone
        customer.save(update_fields=["email", "time_zone"])
    return customer
