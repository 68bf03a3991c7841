"""The address, from an address, a payment link, an explorer's link or a line of text around them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import looks, never
from ..cleaning import pick
from ..networks import FAMILIES, NETWORKS, Network, chosen
from ..refusal import NotOne
from ..seen import Kind, Seen
from ..shapes import links, txids
from . import faults
from .links import other_network, read_link

WANTED = gettext_lazy("an address")
# bitcoin:bc1…?amount=1, ethereum:0x…@1, ton://transfer/EQ…
_PAYMENT = re.compile(
    r"(?:[a-z+]{3,14}:)?(?://)?(?:transfer/|pay-)?([^?@\s]{10,1900}?)(?:@[0-9]+)?(?:[/?].*)?", re.I
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is properly written, every network it can be on, and a memo that stood in it."""

    value: str
    networks: tuple[str, ...]
    memo: str = ""  # the tag of an X-address, the id of a muxed account, a payment id


def read_address(text: str, network: str = "") -> Address:
    """The address in a text, on the chosen network (a slug, or "" for any). Raises NotOne."""
    wanted, plain = chosen(network), never.cleaned(text)
    if link := read_link(plain):
        if link.kind != "address":
            raise NotOne("other-kind", _("This link leads to a transaction, not to an address."))
        if wanted and wanted.slug != link.network:
            raise other_network(NETWORKS[link.network].name, wanted.name)
        return _on(link.value, NETWORKS[link.network])
    return _on(plain, wanted)


def _on(text: str, network: Network | None) -> Address:
    found = pick(text, lambda word: _payable(word, network))
    if found is None:
        raise _refusal(text, network)
    if network and network.slug not in found.networks:
        told = {"what": found.what, "chosen": network.name}
        raise NotOne("other-network", _("This is %(what)s; you chose %(chosen)s.") % told)
    return Address(found.value, found.networks, found.memo)


def _payable(word: str, network: Network | None) -> Seen | None:
    """The reading of a word as an address without fault, on the network if it can be."""
    match = _PAYMENT.fullmatch(word)
    for spelling in (word, match[1] if match else ""):
        right = [seen for seen in _seen(spelling) if not seen.fault]
        if right:
            return next((seen for seen in right if network and network.slug in seen.networks), right[0])
    return None


def _seen(word: str) -> list[Seen]:
    return [seen for family in looks.ADDRESSES for seen in family.seen(word)]


def _refusal(text: str, network: Network | None) -> NotOne:
    for word in dict.fromkeys(["".join(text.split()), *text.split()]):
        almost = _seen(word)
        mine = [seen for seen in almost if network and network.slug in seen.networks]
        others = [seen for seen in almost if seen.networks != ("solana",)]
        if any(not seen.fault for seen in txids.seen(word)):
            break
        if found := (mine or others):
            return faults.refusal(found[0])
    if links.split(text):
        return NotOne("link", _("We do not know this website. Copy the address itself from the page."))
    for seen in looks.every("".join(text.split())):
        if not seen.fault and seen.kind != Kind.ADDRESS:
            return looks.instead(text, WANTED)
    if network:
        told = {"what": FAMILIES[network.family].what, "begins": FAMILIES[network.family].begins}
        words = _("This does not look like %(what)s. One begins with %(begins)s. Copy it again as a whole.")
        return NotOne("unknown", words % told)
    return looks.instead(text, WANTED)
