"""Explorer links as customers paste them instead of an id."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..cleaning import clean, pick
from ..refusal import NotOne
from ..shapes import links


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: `kind` is "tx" or "address", `value` the id in it, `network` a slug."""

    kind: str
    value: str
    network: str


def read_link(url: str) -> Link | None:
    """The transaction or address an explorer link leads to; None when it is no link we understand.

    Raises NotOne "testnet" for a link into a test network and "several" for different links.
    """
    found = pick(clean(url), links.seen)
    if found and found.test:
        words = _(
            "This link leads to a test network. Coins there have no value; only the real network counts."
        )
        raise NotOne("testnet", words)
    return Link(found.kind, found.value, found.network) if found else None


def other_network(name: str, chosen: str) -> NotOne:
    """The refusal of a link that leads to another network than the chosen one."""
    told = {"network": name, "chosen": chosen}
    words = _("This link leads to %(network)s; you chose %(chosen)s. One of the two is wrong.") % told
    return NotOne("other-network", words)
