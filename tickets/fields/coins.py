"""Answers about coins and their networks: what does not go together is asked, and never refused."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support import identifiers
from support.identifiers import assets, coins
from support.identifiers.networks import NETWORKS
from tickets.fields.reading import Around, Kind, Read, short


def asset(text: str, around: Around) -> Read:
    """A coin or token by its ticker or its name, and the network that is named with it."""
    found = coins.called(short(text, 200))
    if len(found) == 1:
        return _called(text, found[0], around)
    ticker = text.upper().removeprefix("$")
    if found or coins.network_of(text) or not coins.SHAPE.fullmatch(ticker) or ticker.isdecimal():
        raise _no_coin(text, several=bool(found))
    if ticker in assets.PLACES:
        return Read(ticker)
    words = _(
        "We do not know a coin called %(coin)s. Check its letters; if they are right, leave it as it is."
    )
    return Read(ticker, remark=words % {"coin": ticker})


def network(text: str, around: Around) -> Read:
    """A network of the list; it is asked whether the coin was really sent there."""
    chosen, ticker = NETWORKS.get(text), coins.ticker_of(around.other("asset"))
    there = coins.networks_with(ticker)
    used, meant = around.other("network_used"), around.other("network_expected")
    is_the_mistake = text == used and meant not in ("", used)  # that is what is reported
    if chosen is None or not there or ticker in chosen.assets or is_the_mistake:
        return Read(text)
    words = _("We know %(coin)s on %(networks)s, but not on %(chosen)s. Please check the network.")
    return Read(text, remark=words % {"coin": ticker, "networks": ", ".join(there), "chosen": chosen.name})


def _called(text: str, coin: coins.Coin, around: Around) -> Read:
    named, chosen = NETWORKS.get(coin.network), NETWORKS.get(around.network)
    if named is None:
        note = "" if text.upper() == coin.ticker else _("Read as %(amount)s.") % {"amount": coin.ticker}
        return Read(coin.ticker, note=note)
    told = {"coin": coin.ticker, "network": named.name, "chosen": chosen.name if chosen else ""}
    facts = {"network": named.slug}
    if chosen in (None, named):
        return Read(coin.ticker, facts, _("Read as %(coin)s on the network %(network)s.") % told)
    words = _(
        "This means %(coin)s on the network %(network)s, but you chose %(chosen)s. Please check the network."
    )
    return Read(coin.ticker, facts, remark=words % told)


def _no_coin(text: str, *, several: bool) -> ValidationError:
    if several:
        words = _("These are several coins. Write one here, and the others in your description.")
    elif slug := coins.network_of(text):
        words = _("%(network)s is a network. Write which coin you sent on it, such as USDT.")
        words %= {"network": NETWORKS[slug].name}
    elif re.match(r"[\d.,\s]+(?:[^\W\d]+)?$", text):
        words = _("Write only the coin here, such as BTC or USDT. The amount has its own place.")
    else:
        seen = identifiers.looks_like(text)
        words = _("Write the coin’s short name, such as BTC or USDT.")
        looks = _("This looks like: %(seen)s.")
        words += f" {looks % {'seen': seen[0]}}" if seen else ""
    return ValidationError(words, code="asset")


READERS = {Kind.ASSET: asset, Kind.NETWORK: network}
