"""Answers that machines wrote: a card payment's authorisation code, an IP address."""

import ipaddress
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tickets.fields.reading import Around, Kind, Read, short

_AUTHORISED = re.compile(r"[A-Z0-9]{6}|[0-9]{23}")


def auth_code(text: str, _around: Around) -> Read:
    """The six letters or digits of an authorisation (ISO 8583, field 38), or the 23 digits of its ARN."""
    code = re.sub(r"[\s-]", "", short(text)).upper()
    if not _AUTHORISED.fullmatch(code):
        words = _("An authorisation code has 6 letters or digits, an ARN has 23 digits. This has %(count)d.")
        raise ValidationError(words % {"count": len(code)}, code="auth_code")
    return Read(code)


def ip(text: str, _around: Around) -> Read:
    """An IP address of either version, written as RFC 5952 has it."""
    try:
        return Read(str(ipaddress.ip_address(short(text).strip("[]"))))
    except ValueError as wrong:
        words = _("This is no IP address. One looks like 203.0.113.7 or 2001:db8::7.")
        raise ValidationError(words, code="ip") from wrong


READERS = {Kind.AUTH_CODE: auth_code, Kind.IP: ip}
