"""Browsers without cookies: a random token each, told once, said in a header, kept by us as a digest."""

import secrets
from hashlib import sha256

from livechat import actions, blocks
from livechat.models import Device, Site, Visit

BITS = 256
LONGEST = 100  # characters of what may be a token at all


def begin(site: Site, *, language: str, address: str) -> tuple[Device, str]:
    """A stranger's browser with a visit of its own, and the token only it will have."""
    token = secrets.token_urlsafe(BITS // 8)
    visit = Visit.objects.create(language=language, network=blocks.network_of(address))
    row = Device.objects.create(visit=visit, site=site, token_digest=digest(token), address=address)
    return row, token


def change_token(device: Device) -> str:
    """Another token for the same browser; the one before opens nothing from now on."""
    token = secrets.token_urlsafe(BITS // 8)
    Device.objects.filter(pk=device.pk).update(token_digest=digest(token))
    return token


def digest(token: str) -> str:
    """What we keep of a token."""
    return sha256(token.encode()).hexdigest()


def of(token: str) -> Device | None:
    """The browser that has this token, on a site that is not retired; None for whatever else it is."""
    if not 0 < len(token) <= LONGEST or not token.isascii():
        return None
    rows = Device.objects.select_related("site", "visit__customer__tier", "visit__ticket")
    return rows.filter(token_digest=digest(token), site__retired_at=None).first()


def visit_of(token: str) -> Visit | None:
    """The visit a token opens now; None where it is somebody's, and no proof of being them holds."""
    device = of(token)
    if device is None or not device.may_see:
        return None
    actions.follow(device.visit)
    return device.visit
