"""Addresses in plain bech32: Cosmos, Lightning invoices, and the chains people take for them."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..encodings import Bech, bech, is_one_case
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

ELSEWHERE: dict[str, str | Promise] = {
    "cosmosvaloper": _("the address of a Cosmos validator"),
    "cosmospub": _("a Cosmos public key"),
    "bnb": _("an address of the old BNB Beacon Chain, which has been closed"),
    "avax": _("an Avalanche X-Chain or P-Chain address; the C-Chain's begin with 0x"),
    "lnurl": _("a Lightning payment link"),
}
_ALMOST = re.compile(r"(cosmos|ln(?:bc|tb|bcrt|tbs)[0-9]{0,18}[munp]?)1[0-9a-z]{8,1900}", re.IGNORECASE)
_INVOICE = re.compile(r"ln(bcrt|bc|tbs|tb)([0-9]+[munp]?)?")  # BOLT 11
_CHAIN = re.compile(r"[a-z]{2,20}")


def seen(text: str) -> Iterator[Seen]:
    """The text as an address or invoice, in lower case, else as what it almost is."""
    plain = text[2:] if text[:2] in ("X-", "P-", "C-") else text
    found = bech(plain)
    if found is None:
        if match := _ALMOST.fullmatch(text):
            family = "cosmos" if match[1].lower() == "cosmos" else "lightning"
            mixed = not is_one_case(plain) and bech(plain.lower()) is not None
            fault = Fault.CASE if mixed else Fault.CHECKSUM
            yield Seen(Kind.ADDRESS, FAMILIES[family].what, text, (family,), fault=fault)
    elif not found.modified:
        yield from _of(found, plain.lower())


def _of(found: Bech, text: str) -> Iterator[Seen]:
    octets = found.octets()
    if found.prefix == "cosmos" and octets is not None and len(octets) in (20, 32):
        yield Seen(Kind.ADDRESS, FAMILIES["cosmos"].what, text, ("cosmos",))
    elif invoice := _INVOICE.fullmatch(found.prefix):
        fault = Fault.NONE if invoice[1] == "bc" else Fault.TEST
        yield Seen(Kind.ADDRESS, FAMILIES["lightning"].what, text, ("lightning",), fault=fault)
    elif found.prefix in ELSEWHERE:
        yield Seen(Kind.ADDRESS, ELSEWHERE[found.prefix], text, fault=Fault.UNPAYABLE)
    elif _CHAIN.fullmatch(found.prefix) and octets is not None and len(octets) in (20, 32):
        what = _("an address of a network we do not know")
        yield Seen(Kind.ADDRESS, what, text, fault=Fault.UNPAYABLE)
