"""Coins as people call them: names, signs and networks in coins.json, read as a ticker."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from .networks import NETWORKS

_WORDS = json.loads(Path(__file__).with_suffix(".json").read_text())
SHAPE = re.compile(r"[A-Z0-9][A-Z0-9.]{1,11}")


def _folded(text: str) -> str:
    """In small letters, its words with one space between them: "USDT-TRC20 (Tether)" is three words."""
    return " ".join(re.split(r"[\s()/,;:_\-–—|+@]+", unicodedata.normalize("NFKC", text).casefold())).strip(
        " .$#"
    )


TICKERS = frozenset(_WORDS["names"]) | {asset for one in NETWORKS.values() for asset in one.assets}
NAMES = {_folded(name): ticker for ticker, names in _WORDS["names"].items() for name in names}
_CALLED = NAMES | {ticker.casefold(): ticker for ticker in TICKERS}
_NETWORKS = {name: slug for slug, names in _WORDS["networks"].items() for name in names}
_FILLERS = frozenset(_WORDS["fillers"])
MOST_WORDS = 12
_LONGEST = max(len(name.split()) for name in [*_CALLED, *_NETWORKS])


@dataclass(frozen=True, slots=True)
class Coin:
    """A coin by its ticker, and the network that was named with it; "" for none."""

    ticker: str
    network: str = ""


def called(text: str) -> list[Coin]:
    """The coins a text calls, each with the network beside it; none when it says anything else."""
    words = _folded(text).split()
    tickers, networks = _taken(words) if len(words) <= MOST_WORDS else ([], set())
    several = {ticker for _name, ticker in tickers}
    named = [one for one in tickers if one[0] not in _NETWORKS]
    if len(several) > 1 and len({ticker for _name, ticker in named}) == 1:  # "USDT Tron" is one coin
        networks |= {_NETWORKS[name] for name, _ticker in tickers if name in _NETWORKS}
        several = {named[0][1]}
    if words or len(networks) > 1:
        return []
    return [Coin(ticker, next(iter(networks), "")) for ticker in sorted(several)]


def ticker_of(text: str) -> str:
    """The ticker of the one coin a text calls, else the text in capitals."""
    found = called(text)
    return found[0].ticker if len(found) == 1 else text.upper()


def network_of(text: str) -> str:
    """The network that is all a text names; "" for none."""
    words = [word for word in _folded(text).split() if word not in _FILLERS]
    return _NETWORKS.get(" ".join(words), "")


def _taken(words: list[str]) -> tuple[list[tuple[str, str]], set[str]]:
    """The coins (each with what it was called) and networks among the words, which are taken out of them."""
    tickers: list[tuple[str, str]] = []
    networks: set[str] = set()
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            if name in _CALLED:
                tickers.append((name, _CALLED[name]))
            elif name in _NETWORKS:
                networks.add(_NETWORKS[name])
            elif size > 1 or name not in _FILLERS:
                continue
            del words[at : at + size]
            break
        else:
            at += 1
    return tickers, networks


def networks_with(ticker: str) -> list[str]:
    """The names of the networks we book a coin on."""
    return [one.name for one in NETWORKS.values() if ticker in one.assets]
