"""The networks we know, as a table: assets, addresses, memos, confirmations, explorers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from .explorers import EXPLORERS, Explorer
from .refusal import NotOne


@dataclass(frozen=True, slots=True)
class Memo:
    """What a payment carries so that it reaches the right customer; `form` is "tag", "stellar" or "text"."""

    name: Promise | str
    form: str
    longest: int  # bytes of a text, or the largest number of a tag


@dataclass(frozen=True, slots=True)
class Family:
    """Networks whose addresses are written alike: what one is called, and how one begins."""

    what: Promise | str
    begins: str


@dataclass(frozen=True, slots=True)
class Network:
    """One network. `assets` says how many decimal places each asset has there."""

    slug: str
    name: str
    assets: Mapping[str, int]
    family: str
    txid: str  # how ids are written: hex, HEX, 0x, signature, ton or polkadot
    confirmations: int  # until we credit a deposit: this house's default, no fact of nature
    memo: Memo | None = None
    explorers: tuple[Explorer, ...] = field(default=(), repr=False)

    def tx_url(self, txid: str) -> str:
        """Where anybody can look at a transaction; "" when no explorer shows it."""
        first = self.explorers[0] if self.explorers else Explorer("", "")
        return f"https://{first.host}{first.tx.format(txid)}" if first.tx else ""

    def address_url(self, address: str) -> str:
        """Where anybody can look at an address; "" when no explorer shows it."""
        first = self.explorers[0] if self.explorers else Explorer("", "", "")
        return f"https://{first.host}{first.address.format(address)}" if first.address else ""


FAMILIES = {
    "bitcoin": Family(_("a Bitcoin address"), "1, 3, bc1"),
    "lightning": Family(_("a Lightning invoice"), "lnbc"),
    "litecoin": Family(_("a Litecoin address"), "L, M, ltc1"),
    "dogecoin": Family(_("a Dogecoin address"), "D"),
    "evm": Family(_("an Ethereum-type address (0x…)"), "0x"),
    "tron": Family(_("a Tron address"), "T"),
    "solana": Family(_("a Solana address"), "1-9, A-Z, a-z"),
    "xrp": Family(_("an XRP Ledger address"), "r, X"),
    "stellar": Family(_("a Stellar address"), "G, M"),
    "cosmos": Family(_("a Cosmos address"), "cosmos1"),
    "ton": Family(_("a TON address"), "UQ, EQ"),
    "cardano": Family(_("a Cardano address"), "addr1"),
    "polkadot": Family(_("a Polkadot address"), "1"),
    "monero": Family(_("a Monero address"), "4, 8"),
}

_TAG = Memo(_("destination tag"), "tag", 4_294_967_295)  # XRP Ledger: an unsigned 32-bit number
_STELLAR = Memo(_("memo"), "stellar", 28)  # a text of 28 bytes, an unsigned 64-bit number or a 32-byte hash
_COSMOS = Memo(_("memo"), "text", 256)  # MaxMemoCharacters, the default of the Cosmos SDK
_TON = Memo(_("comment"), "text", 120)  # what fits one cell; exchanges use less
_STABLE = {"USDT": 6, "USDC": 6}

_TABLE = (
    Network("bitcoin", "Bitcoin", {"BTC": 8}, "bitcoin", "hex", 3),
    Network("lightning", "Lightning", {"BTC": 11}, "lightning", "hex", 0),
    Network("litecoin", "Litecoin", {"LTC": 8}, "litecoin", "hex", 6),
    Network("dogecoin", "Dogecoin", {"DOGE": 8}, "dogecoin", "hex", 40),
    Network(
        "ethereum", "Ethereum", {"ETH": 18, **_STABLE, "DAI": 18, "LINK": 18, "WBTC": 8}, "evm", "0x", 64
    ),
    Network("arbitrum", "Arbitrum", {"ETH": 18, **_STABLE, "ARB": 18}, "evm", "0x", 64),
    Network("base", "Base", {"ETH": 18, "USDC": 6}, "evm", "0x", 64),
    Network("optimism", "Optimism", {"ETH": 18, **_STABLE, "OP": 18}, "evm", "0x", 64),
    Network("polygon", "Polygon", {"POL": 18, **_STABLE}, "evm", "0x", 128),
    Network("bnb", "BNB Smart Chain", {"BNB": 18, "USDT": 18, "USDC": 18}, "evm", "0x", 15),
    Network("avalanche", "Avalanche C-Chain", {"AVAX": 18, **_STABLE}, "evm", "0x", 12),
    Network("tron", "Tron", {"TRX": 6, "USDT": 6}, "tron", "hex", 20),
    Network("solana", "Solana", {"SOL": 9, **_STABLE}, "solana", "signature", 32),
    Network("xrp", "XRP Ledger", {"XRP": 6}, "xrp", "HEX", 1, _TAG),
    Network("stellar", "Stellar", {"XLM": 7, "USDC": 7}, "stellar", "hex", 1, _STELLAR),
    Network("cosmos", "Cosmos", {"ATOM": 6}, "cosmos", "HEX", 1, _COSMOS),
    Network("ton", "TON", {"TON": 9, "USDT": 6}, "ton", "ton", 1, _TON),
    Network("cardano", "Cardano", {"ADA": 6}, "cardano", "hex", 15),
    Network("polkadot", "Polkadot", {"DOT": 10, **_STABLE}, "polkadot", "polkadot", 25),
    Network("monero", "Monero", {"XMR": 12}, "monero", "hex", 10),
)


def _with_explorers(one: Network) -> Network:
    return replace(one, explorers=EXPLORERS.get(one.slug, ()))


NETWORKS: dict[str, Network] = {one.slug: _with_explorers(one) for one in _TABLE}


def chosen(slug: str) -> Network | None:
    """The network of a slug, None for ""; raises NotOne "unknown-network" for a strange one."""
    if slug and slug not in NETWORKS:
        raise NotOne("unknown-network", _say("Choose the network first."))
    return NETWORKS.get(slug)


def of_family(family: str) -> tuple[str, ...]:
    """The slugs of the networks that share these addresses."""
    return tuple(slug for slug, network in NETWORKS.items() if network.family == family)
