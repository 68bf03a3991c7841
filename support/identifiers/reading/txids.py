"""The transaction id, from an id, a link or a line of text around them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import looks, never
from ..cleaning import pick
from ..networks import NETWORKS, Network, chosen
from ..refusal import NotOne
from ..seen import Seen
from ..shapes import links, txids
from . import faults
from .links import other_network, read_link

WANTED = gettext_lazy("a transaction ID")


@dataclass(frozen=True, slots=True)
class Txid:
    """A transaction id as its network writes it; `network` is "" as long as nobody told which it is."""

    value: str
    network: str
    link: bool = False  # whether it was taken from an explorer's link


def read_txid(text: str, network: str = "") -> Txid:
    """The transaction id in a text, on the chosen network (a slug, or "" when it is not known yet).

    The network is told by a link or by a form that only one network has, never by 64 hex digits.
    Raises NotOne.
    """
    wanted, plain = chosen(network), never.cleaned(text)
    if link := read_link(plain):
        if link.kind != "tx":
            words = _(
                "This link leads to an address. Open the transaction there and paste its link or its ID."
            )
            raise NotOne("other-kind", words)
        if wanted and wanted.slug != link.network:
            raise other_network(NETWORKS[link.network].name, wanted.name)
        return Txid(_on(link.value, NETWORKS[link.network]), link.network, link=True)
    if wanted:
        return Txid(_on(plain, wanted), wanted.slug)
    found = pick(plain, _whole)
    if found is None:
        raise _refusal(plain)
    return Txid(found.value, found.networks[0] if len(found.networks) == 1 else "")


def _on(text: str, network: Network) -> str:
    value = pick(text, lambda word: txids.fitting(word, network))
    if value is None:
        raise _refusal(text, network)
    return value


def _whole(word: str) -> Seen | None:
    return next((seen for seen in txids.seen(word) if not seen.fault), None)


def _refusal(text: str, network: Network | None = None) -> NotOne:
    if network and (found := pick(text, _whole)):
        told = {"what": found.what, "chosen": network.name}
        return NotOne("other-network", _("This looks like %(what)s; you chose %(chosen)s.") % told)
    if almost := pick(text, lambda word: next(iter(txids.seen(word)), None)):
        return faults.refusal(almost)
    if links.split(text):
        words = _("We do not know this website. Copy the transaction ID itself from the page.")
        return NotOne("link", words)
    return looks.instead(text, WANTED)
