"""The ways money travels between banks, as a table: what the reference is called and how it is written."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .shapes.banks import IMAD, PIX, UETR


@dataclass(frozen=True, slots=True)
class Rail:
    """A way money travels between banks, what its reference is called and how one is written."""

    slug: str
    name: str | Promise
    what: str | Promise
    form: re.Pattern[str]
    example: str
    joined: bool = True  # whether spaces and capitals in it mean nothing


def _rail(
    slug: str, name: str | Promise, what: str | Promise, form: str, example: str, *, joined: bool = True
) -> Rail:
    return Rail(slug, name, what, re.compile(form, re.ASCII), example, joined)


_LETTERS = r"(?!/)(?!.*//)[A-Za-z0-9/?:().,'+ -]{1,35}(?<!/)"  # EPC217-08, the SEPA character set
_SHORT = "[A-Za-z0-9.&/ -]{1,18}"  # the reference field of Faster Payments
_CARD = _("Card")
_RAILS = (
    _rail("sepa", "SEPA", _("an end-to-end reference"), _LETTERS, "INVOICE 4711", joined=False),
    _rail("swift", "SWIFT", _("a UETR"), UETR.pattern, "97ed4827-7b6f-4491-a06f-b548d5a7512d"),
    _rail("wire", "Fedwire", _("an IMAD"), IMAD.pattern, "20261120MMQFMP9K000123"),
    _rail("ach", "ACH", _("a trace number"), "[0-9]{15}", "021000021234567"),
    _rail("fps", "Faster Payments", _("a payment reference"), _SHORT, "MX12 NOVEMBER", joined=False),
    _rail("pix", "PIX", _("an end-to-end ID"), PIX.pattern, "E00038166202611201405abcdef12345"),
    _rail("card", _CARD, _("an ARN"), "[0-9]{23}", "24445005123456789012345"),
    _rail("authorisation", _CARD, _("an authorisation code"), "[0-9A-Z]{6}", "04A91C"),
)
RAILS = {rail.slug: rail for rail in _RAILS}
