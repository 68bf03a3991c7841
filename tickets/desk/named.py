"""What a ticket names: transactions, addresses, orders and withdrawals, from the form and from what was said.

Nothing is asked of anybody: a network is named only where the id itself or the customer says which it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from support.identifiers import NETWORKS
from tickets.desk import recognising
from tickets.models import Identifier

Kind = Identifier.Kind
SHOWN = 12  # identifiers of a ticket


class Other(NamedTuple):
    """Another ticket, as far as a link to it needs."""

    pk: int
    reference: str


@dataclass
class Named:
    """One thing by its name; `network` and `url` only where it is sure. `elsewhere` names it, too."""

    kind: str
    value: str
    network: str = ""
    elsewhere: list[Other] = field(default_factory=list)
    more: bool = False

    @property
    def label(self) -> str:
        """What sort of thing."""
        return str(Kind(self.kind).label)

    @property
    def network_name(self) -> str:
        """The network as people call it."""
        return NETWORKS[self.network].name if self.network in NETWORKS else ""

    @property
    def url(self) -> str:
        """Where an explorer shows it; followed only when somebody presses it."""
        network = NETWORKS.get(self.network)
        if network is None or self.kind not in {Kind.TXID, Kind.ADDRESS}:
            return ""
        return (network.tx_url if self.kind == Kind.TXID else network.address_url)(self.value)

    @property
    def host(self) -> str:
        """Whose page that is."""
        return urlsplit(self.url).hostname or ""

    @property
    def same(self) -> tuple[str, str]:
        """Under what another spelling of it is the same thing."""
        return (self.kind, self.value.lower().removeprefix("0x"))


def named(answers: Iterable[Identifier], texts: Iterable[str]) -> list[Named]:
    """What answers and texts name, each once, the answers first; a network told once is kept."""
    found: dict[tuple[str, str], Named] = {}
    for one in [
        *(Named(row.kind, row.value, row.network) for row in answers),
        *(Named(*one) for one in recognising.read(texts)),
    ]:
        known = found.setdefault(one.same, one)
        known.network = known.network or one.network
    return list(found.values())
