"""Assets by ticker: their decimal places, and the signs and names people write for them."""

from . import coins
from .networks import NETWORKS

FIAT = {
    "EUR": 2,
    "USD": 2,
    "GBP": 2,
    "CHF": 2,
    "BRL": 2,
    "TRY": 2,
    "PLN": 2,
    "CAD": 2,
    "AUD": 2,
    "JPY": 0,
    "CNY": 2,
}
# A dollar or a yen sign is written for several currencies, so that it names none.
SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₺": "TRY",
    "R$": "BRL",
    "₿": "BTC",
    "Ξ": "ETH",
    "Ð": "DOGE",
    "$": "",
    "¥": "",
}
# What such a sign may mean; whoever writes dollars of a coin that is worth one means the coin.
SEVERAL = {
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "USDT", "USDC", "DAI"},
    "¥": {"JPY", "CNY"},
}
NAMES = {"EURO": "EUR", "EUROS": "EUR", "TL": "TRY"} | {
    name.upper(): ticker for name, ticker in coins.NAMES.items()
}


def _most_places() -> dict[str, int]:
    found = dict(FIAT)
    for network in NETWORKS.values():
        for asset, places in network.assets.items():
            if network.slug != "lightning":  # thousandths of a satoshi are never on anybody's balance
                found[asset] = max(places, found.get(asset, 0))
    return found


PLACES = _most_places()


def places(asset: str, network: str = "") -> int | None:
    """Decimal places of an asset, on a network if it is there; None for an asset we have not listed."""
    there = NETWORKS[network].assets if network in NETWORKS else {}
    return there.get(asset, PLACES.get(asset))


def ticker(written: str) -> str | None:
    """The ticker that a sign, a name or a ticker stands for; "" for a sign of several, None for no asset."""
    upper = written.upper()
    if upper in SIGNS:
        return SIGNS[upper]
    known = NAMES.get(upper, upper)
    # A listed one, or at least shaped like one: exchanges list hundreds. E18 is an exponent.
    shaped = 3 <= len(known) <= 10 and known.isascii() and known.isalnum() and known[0].isalpha()
    return known if known in PLACES or (shaped and not known[1:].isdigit()) else None
