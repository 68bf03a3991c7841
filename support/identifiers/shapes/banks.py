"""What banks write: IBANs, and the references whose form gives them away."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from stdnum import bic, iban, numdb
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, ValidationError

from ..seen import Fault, Kind, Seen

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{8,34}")
_PART = re.compile(r"([0-9]+)!")
UETR = re.compile(r"([0-9a-f]{8})-?([0-9a-f]{4})-?(4[0-9a-f]{3})-?([89ab][0-9a-f]{3})-?([0-9a-f]{12})")
PIX = re.compile(r"[ED][0-9]{8}20[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-2][0-9][0-5][0-9][0-9A-Za-z]{11}")
IMAD = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9A-Z]{8}[0-9]{6}")


def seen(text: str) -> Iterator[Seen]:
    """The text as an IBAN, a UETR, a PIX or Fedwire reference or a BIC."""
    if of := as_iban(text):
        yield of
    if match := UETR.fullmatch(text.lower()):
        yield Seen(Kind.BANK, _("a UETR, the tracking number of a bank transfer"), "-".join(match.groups()))
    elif PIX.fullmatch(text):
        yield Seen(Kind.BANK, _("a PIX end-to-end ID"), text)
    elif IMAD.fullmatch(text.upper()) and re.search("[A-Za-z]", text):
        yield Seen(Kind.BANK, _("an IMAD, the reference of a US wire transfer"), text.upper())
    elif text.isupper() and len(text) in (8, 11) and bic.is_valid(text):
        yield Seen(Kind.BANK, _("a BIC, the code of a bank"), text)


def as_iban(text: str) -> Seen | None:
    """The text as an IBAN of ISO 13616, or with its fault; None when it does not look like one."""
    plain, what = re.sub("[ .-]", "", text).upper(), _("an IBAN")
    country = length(plain) if _IBAN.fullmatch(plain) else 0
    if not country:
        return None
    try:
        iban.validate(plain)
    except (InvalidChecksum, InvalidFormat, InvalidComponent, ValidationError):
        if len(plain) != country:
            return Seen(Kind.BANK, what, plain, fault=Fault.LENGTH, needs=str(country))
        return Seen(Kind.BANK, what, plain, fault=Fault.CHECKSUM)
    return Seen(Kind.BANK, what, plain)


def length(plain: str) -> int:
    """How many characters an IBAN of this country has; 0 for countries without IBANs."""
    parts = numdb.get("iban").info(plain[:4] + "0")[0][1].get("bban", "")
    return 4 + sum(map(int, _PART.findall(parts))) if parts else 0
