"""Who a visitor of a host site is, as the site signed it: a short-lived JWT, taken once, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from livechat import actions, devices
from livechat.models import Device, Proof, Site, Visit
from support.audit import book
from support.people.models import Customer

LONGEST = 15 * 60  # seconds from iat to exp
LEEWAY = 30  # seconds our clocks may differ
NEEDED = ["exp", "iat", "aud", "jti"]
LARGEST = 4096  # characters


class NotProven(Exception):
    """A token that proves nothing; its words are for the site's developers, and say nothing of people."""


@dataclass(frozen=True)
class Claims:
    """What a good token says."""

    external_id: str
    jti: str
    until: datetime
    name: str = ""
    email: str = ""  # only where the site has verified it


def read(token: str, *, site: Site) -> Claims:
    """What the site says of its visitor. Raises NotProven.

    The algorithm is the key row's; what a token says of it is compared, never followed. `sub` may stand for
    `external_id`. A token of another site, without a `jti`, or good for longer than 15 minutes is refused.
    """
    try:
        if len(token) > LARGEST:
            raise NotProven("too long")
        kid = jwt.get_unverified_header(token).get("kid")
        key = site.keys.good(timezone.now()).filter(kid=str(kid)).first()
        if key is None:
            raise NotProven("unknown or retired kid")
        options: Any = {"require": NEEDED, "strict_aud": True}
        said = jwt.decode(
            token, key.material, algorithms=[key.alg], audience=site.key, leeway=LEEWAY, options=options
        )
    except jwt.PyJWTError as error:
        raise NotProven(type(error).__name__) from error
    return _claims(said)


def _claims(said: dict[str, Any]) -> Claims:
    issued, ends = said["iat"], said["exp"]
    if not (type(issued) is type(ends) is int and 0 < ends - issued <= LONGEST):
        raise NotProven("good for longer than 15 minutes, or for no time")
    name = said.get("name")
    return Claims(
        external_id=_word(said.get("external_id", said.get("sub"))),
        jti=_word(said["jti"]),
        until=datetime.fromtimestamp(ends, UTC),
        name=name[:120] if isinstance(name, str) and name.isprintable() else "",
        email=_email(said),
    )


def _word(said: object) -> str:
    if not isinstance(said, str) or not 0 < len(said) <= 64 or not said.isprintable():
        raise NotProven("external_id and jti are words of 1 to 64 characters")
    return said


def _email(said: dict[str, Any]) -> str:
    email = said.get("email")
    if said.get("email_verified") is not True or not isinstance(email, str):
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email.lower()


@transaction.atomic
def prove(device: Device, claims: Claims, *, anew: Callable[[], tuple[Device, str]]) -> tuple[Device, str]:
    """The device is the customer's for as long as the site says; a stranger's words on it are theirs.

    Where it was another customer's, nothing of that is touched: `anew` makes another device with a visit of
    its own. A token comes back where it is a new one, else "". Raises NotProven for what another device has
    used.
    """
    rows = Device.objects.select_related("visit__customer", "site")
    device = rows.select_for_update(of=["self"], no_key=True).get(pk=device.pk)
    theirs, owner = device.visit.customer, _owner(claims, site=device.site, language=device.visit.language)
    token = ""
    if theirs and not theirs.is_unvouched and theirs != owner:
        Device.objects.filter(pk=device.pk).delete()
        device, token = anew()
    taken, made = Proof.objects.get_or_create(
        site=device.site, jti=claims.jti, defaults={"device": device, "until": claims.until}
    )
    if not made and taken.device_id != device.pk:
        raise NotProven("used before, by another browser")
    if not token and device.external_id != claims.external_id:
        token = devices.change_token(device)  # what a stranger's token opened, it opens no more
    device.visit = _visit(device.visit, owner)
    device.external_id, device.verified_until = claims.external_id, claims.until
    device.save(update_fields=["visit", "external_id", "verified_until"])
    return device, token


def _visit(visit: Visit, owner: Customer) -> Visit:
    """The conversation that runs already on another device of theirs, else this one, now theirs."""
    if visit.ticket_id is None:
        talking = Visit.objects.filter(customer=owner, ticket__isnull=False, ticket__closed_at=None)
        known = talking.exclude(pk=visit.pk).order_by("-started_at").first()
        if known:
            return known
    return actions.sign_in(visit, owner=owner)


def _owner(claims: Claims, *, site: Site, language: str) -> Customer:
    """The customer of this account. Whose address is proven on both sides becomes them; nobody else does."""
    known = Customer.objects.filter(exchange_id=claims.external_id).first()
    if known:
        return known
    nameless = Customer.objects.filter(Q(exchange_id=None) | Q(exchange_id=""))
    same = list(nameless.reached_at(claims.email)[:2]) if claims.email else []
    if len(same) == 1:
        customer = same[0]
        customer.exchange_id = claims.external_id
        customer.save(update_fields=["exchange_id"])
        book.record("customer.known", customer, site=site.key)
        return customer
    facts = {"name": claims.name, "email": claims.email, "language": language}
    customer, made = Customer.objects.get_or_create(exchange_id=claims.external_id, defaults=facts)
    if made:
        book.record("customer.made", customer, site=site.key)
    return customer
