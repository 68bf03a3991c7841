"""Transaction ids. 64 hex digits are written alike on a dozen networks and so never name one."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..encodings import base58, base64s
from ..networks import NETWORKS, Network
from ..seen import Fault, Kind, Seen

_HEX = re.compile(r"(0[xX])?([0-9a-fA-F]{64})")
_ALMOST_HEX = re.compile(r"(?:0[xX])?([0-9a-zA-Z]{48,80})")
_EXTRINSIC = re.compile(r"[1-9][0-9]{4,9}-[0-9]{1,5}")
_SIGNATURE = re.compile(r"[1-9A-HJ-NP-Za-km-z]{64,88}")


def seen(text: str) -> Iterator[Seen]:
    """The text as a transaction id with the networks that write theirs so, else as what it almost is."""
    if match := _HEX.fullmatch(text):
        what = _("a transaction ID of an Ethereum-type network (0x…)") if match[1] else _("a transaction ID")
        value = "0x" + match[2].lower() if match[1] else match[2].lower()
        yield Seen(Kind.TXID, what, value, _written_so(text))
    elif is_signature(text):
        yield Seen(Kind.TXID, _("a Solana transaction ID"), text, ("solana",))
    elif text.endswith("=") and _is_ton(text):
        yield Seen(Kind.TXID, _("a TON transaction ID"), text, ("ton",))
    elif _EXTRINSIC.fullmatch(text):
        yield Seen(Kind.TXID, _("a Polkadot extrinsic number"), text, ("polkadot",))
    elif match := _ALMOST_HEX.fullmatch(text):
        yield from _almost(text, match[1])


def fitting(text: str, network: Network) -> str | None:
    """The text as this network writes its transaction ids; None when it does not."""
    match = _HEX.fullmatch(text)
    digits = match[2].lower() if match else ""
    prefixed = bool(match and match[1])
    match network.txid:
        case "hex":
            return digits if match and not prefixed else None
        case "HEX":
            return digits.upper() if match and not prefixed else None
        case "0x":
            return f"0x{digits}" if match else None
        case "polkadot":
            return f"0x{digits}" if match else text if _EXTRINSIC.fullmatch(text) else None
        case "ton":
            return digits if match and not prefixed else text if _is_ton(text) else None
        case _:
            return text if is_signature(text) else None


def is_signature(text: str) -> bool:
    """Whether these are 64 bytes in base58, as Solana's signatures are."""
    raw = base58(text) if _SIGNATURE.fullmatch(text) else None
    return raw is not None and len(raw) == 64


def _is_ton(text: str) -> bool:
    raw = base64s(text) if len(text) in (43, 44) else None
    return raw is not None and len(raw) == 32


def _written_so(text: str) -> tuple[str, ...]:
    return tuple(slug for slug, network in NETWORKS.items() if fitting(text, network))


def _almost(text: str, digits: str) -> Iterator[Seen]:
    """Nearly all hex digits: one strange letter among 64, or some missing or too many."""
    strange = re.findall("[^0-9a-fA-F]", digits)
    if len(digits) == 64 and 0 < len(strange) <= 2:
        yield Seen(Kind.TXID, _("a transaction ID"), text, fault=Fault.LETTER, needs=strange[0])
    elif not strange:
        prefixed = len(text) > len(digits)
        needs = "66" if prefixed else "64"
        yield Seen(Kind.TXID, _("a transaction ID"), text, fault=Fault.LENGTH, needs=needs)
