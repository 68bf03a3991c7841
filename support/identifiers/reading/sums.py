"""Amounts as they are spoken, written as figures: "about 10k", "100 dollars", "50000 sats"."""

import json
import re
from decimal import Decimal
from pathlib import Path

from . import in_doubt, rough_words
from .phrases import any_of

_WORDS = json.loads((Path(__file__).parents[1] / "currencies.json").read_text())
_CODES = {word: code for code, words in _WORDS.items() for word in words}
_CURRENCY = re.compile(any_of(_CODES).pattern, re.IGNORECASE)
_HEDGE = re.compile(rf"(?:{rough_words.HEDGE.pattern})\.?", re.IGNORECASE)
# Names of token standards, whose number is no amount.
_STANDARD = re.compile(
    r"(?:[-/(]|(?<![^\W_]))(?:(?:erc|trc|bep|brc|hrc)[- ]?(?:20|2)|kip-?7)(?![^\W_])(?:\)|[-/](?=[^\W\d]))?",
    re.IGNORECASE,
)
_TIMES = {
    "k": 1_000,
    "тыс": 1_000,
    "tsd": 1_000,
    "mil": 1_000,
    "mila": 1_000,
    "bin": 1_000,
    "千": 1_000,
    "万": 10_000,
    **dict.fromkeys(("mio", "mln", "млн", "百万"), 1_000_000),
    **dict.fromkeys(("million", "millions", "millionen", "milyon", "millón", "millones"), 1_000_000),
    **dict.fromkeys(("milhão", "milhões", "milione", "milioni"), 1_000_000),
    **dict.fromkeys(("миллион", "миллиона", "миллионов"), 1_000_000),
    "亿": 100_000_000,
}
_MANY = re.compile(rf"(?<=\d) ?(?:{'|'.join(_TIMES)})\.?(?![^\W\d_\u4e00-\u9fff])", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"(?<=\d)e([+-]\d{1,2})(?!\d)", re.IGNORECASE)  # as wallets print 0.00000001
_SATOSHI = re.compile(r"(?<=\d) ?(?:sats?|satoshis?|сатоши|聪)$", re.IGNORECASE)
_A_SATOSHI = Decimal("0.00000001")


def figures(text: str) -> tuple[str, Decimal, str]:
    """The text with currencies as codes, what its number is to be multiplied by, and its unit, if any."""
    plain = " ".join(_STANDARD.sub(" ", _HEDGE.sub(" ", text)).split()).removesuffix("(")
    plain = in_doubt.unabbreviated(plain, _CODES)
    if power := _SCIENTIFIC.search(plain):
        plain, times = _SCIENTIFIC.sub("", plain), Decimal(10) ** int(power[1])
        return plain, times, ""
    plain = _CURRENCY.sub(lambda match: f" {_CODES[match[0].lower()]} ", plain).strip()
    if _SATOSHI.search(plain):
        return _SATOSHI.sub("", plain), _A_SATOSHI, "BTC"
    many = _MANY.search(plain)
    if many is None:
        return " ".join(plain.split()), Decimal(1), ""
    times = Decimal(_TIMES[many[0].strip(" .").lower()])
    return " ".join(f"{plain[: many.start()]} {plain[many.end() :]}".split()), times, ""
