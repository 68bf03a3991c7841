"""Everything a text could be, in plain words: so that whoever mistook one thing for another is told which."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import never
from .cleaning import squeezed
from .networks import NETWORKS
from .refusal import NotOne
from .seen import Fault, Kind, Seen
from .shapes import (
    banks,
    base58check,
    bech,
    cardano,
    evm,
    house,
    links,
    monero,
    others,
    polkadot,
    segwit,
    solana,
    stellar,
    ton,
    txids,
    xrp,
)

ADDRESSES = (evm, segwit, bech, cardano, base58check, xrp, stellar, ton, polkadot, monero, solana)
EVERYTHING = (house, banks, txids, *ADDRESSES, others)
_LINKS = {
    "tx": gettext_lazy("a link to a transaction on %(network)s"),
    "address": gettext_lazy("a link to an address on %(network)s"),
}
_MANY = 4  # a list somebody reads, not everything that is thinkable


def every(text: str) -> list[Seen]:
    """What a text without spaces could be, what is right before what is almost right."""
    found = [seen for family in EVERYTHING for seen in family.seen(text)]
    # Most words are letters of base58, so almost a Solana address says nothing.
    telling = [seen for seen in found if not (seen.fault and seen.networks == ("solana",))]
    return sorted(telling, key=lambda seen: bool(seen.fault))


def looks_like(text: str) -> list[str]:
    """What a pasted text could be ("a Tron address"), best first; a secret is only that. Empty: no idea."""
    try:
        plain = never.cleaned(text)
    except NotOne as refused:
        return [str(refused)] if refused.code in ("secret", "card") else []
    return list(dict.fromkeys(map(str, _words(plain))))[:_MANY]


def instead(text: str, wanted: str | Promise) -> NotOne:
    """The refusal of a cleaned text that is not what is wanted: its own advice, or what it looks like."""
    if advised := next((seen.advice for seen in every(squeezed(text)) if seen.advice), ""):
        return NotOne("other-kind", advised)
    for words in _words(text):
        told = {"what": words, "wanted": wanted}
        return NotOne("other-kind", _("This looks like %(what)s, not like %(wanted)s.") % told)
    return NotOne(
        "unknown", _("This does not look like %(wanted)s. Copy it again as a whole.") % {"wanted": wanted}
    )


def _words(text: str) -> Iterator[str]:
    whole = squeezed(text)
    if found := links.seen(whole):
        told = {"network": NETWORKS[found.network].name} if found.network else {}
        yield _("a link to a test network") if found.test else str(_LINKS[found.kind]) % told
        return
    for word in dict.fromkeys([whole, *text.split()]):
        for seen in every(word):
            yield str(seen.what) if not seen.fault or seen.fault == Fault.UNPAYABLE else _almost(seen)
            if seen.kind == Kind.TXID and not seen.fault and len(word) in (64, 66):
                yield _("a private key, if it was exported from a wallet: then do not send it")


def _almost(seen: Seen) -> str:
    if seen.fault == Fault.TEST:
        return _("%(what)s of a test network") % {"what": seen.what}
    return _("%(what)s with a mistake in it") % {"what": seen.what}
