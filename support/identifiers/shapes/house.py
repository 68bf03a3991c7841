"""Account ids, case numbers, and the ids of orders, trades and the like."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import house
from ..seen import Fault, Kind, Seen

_CASE = re.compile(r"MER-?([0-9A-Z]{5,9})", re.IGNORECASE)
_ACCOUNT = re.compile(r"MX-?([0-9A-Z]{8,18})", re.IGNORECASE)
_ENTRY = re.compile(r"([OTLWP][0-9A-Z]{5,6})-?([0-9A-Z]{5})-?([0-9A-Z]{6})", re.IGNORECASE)
# First letter -> kind, name. What the exchange's own pages show beside each entry.
ENTRIES: dict[str, tuple[str, str | Promise]] = {
    "O": ("order", _("an order ID")),
    "T": ("trade", _("a trade ID")),
    "L": ("ledger", _("a ledger entry ID")),
    "W": ("withdrawal", _("a withdrawal ID")),
    "P": ("position", _("a position ID")),
}
CASE_WORDS, ACCOUNT_WORDS = _("a case number"), _("an account ID")


def seen(text: str) -> Iterator[Seen]:
    """The text as one of these, in capitals with its dashes."""
    if match := _CASE.fullmatch(text):
        yield checked(match[1], f"{house.CASE}-", house.CASE_SIZE, CASE_WORDS)
    elif match := _ACCOUNT.fullmatch(text):
        yield checked(match[1], house.ACCOUNT, house.ACCOUNT_SIZE, ACCOUNT_WORDS)
    elif (match := _ENTRY.fullmatch(text)) and re.search("[0-9-]", text):
        yield Seen(Kind.HOUSE, ENTRIES[text[0].upper()][1], "-".join(match.groups()).upper())


def checked(typed: str, prefix: str, size: int, what: str | Promise) -> Seen:
    """What stands behind a prefix as a number with a check character, or with its fault."""
    written = typed.upper()
    if len(written) != size + 1:
        needs = str(len(prefix) + size + 1)
        return Seen(Kind.HOUSE, what, prefix + written, fault=Fault.LENGTH, needs=needs)
    right = house.proper(written)
    fault = Fault.NONE if right else Fault.CHECKSUM
    return Seen(Kind.HOUSE, what, prefix + (right or written), fault=fault)
