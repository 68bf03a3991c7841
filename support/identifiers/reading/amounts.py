"""Amounts as nine languages write them; how one was read is told, so that a form can echo it."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from .. import looks, never
from ..assets import SEVERAL, places, ticker
from ..refusal import NotOne
from . import in_doubt, numerals, sums
from .numerals import Numeral

_MOST_DIGITS = 60
_TOO_MUCH = Decimal(10) ** 16  # more than exists of any coin but jokes, and than any bank moves
_PARTS = re.compile(
    r"(?P<before>[^\d\s.,'+-]{0,12}) ?(?P<number>[+-]?[ ]?[\d.,' ٫٬]*\d) ?(?P<after>[^\s\d.,'+-]\S{0,11})?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, the asset that stood beside it ("" for none), and in words how it was read."""

    value: Decimal
    asset: str
    said: str
    guessed: bool  # one comma or point could mean either; the language decided


def read_amount(text: str, language: str, asset: str = "", network: str = "") -> Decimal:
    """The amount in a text; `understand` tells more. Raises NotOne."""
    return understand(text, language, asset, network).value


def understand(text: str, language: str, asset: str = "", network: str = "") -> Amount:
    """An amount of an asset (a ticker, "" for any) above nothing, with no more decimals than the asset has.

    A lone "1,234" is read as the language (en, de, zh-hans …) writes numbers. Raises NotOne.
    """
    typed = never.cleaned(text).lstrip("~≈±").strip()
    in_doubt.refuse_signs(text, language)
    plain, times, unit = sums.figures(typed)
    match = _PARTS.fullmatch(plain)
    if not match or len(re.sub("[^0-9]", "", plain)) > _MOST_DIGITS:
        raise _not_sure(typed)
    around = [word for word in (match["before"], match["after"]) if word]
    number, beside = match["number"].lstrip("+").strip(), unit or _asset(plain, around)
    for word in around:
        _refuse_another(word, asset.upper())
    if number.startswith("-"):
        raise NotOne("negative", _("An amount is never negative. Write it without the minus."))
    numeral = numerals.read(number, language)
    if numeral is None:
        raise _not_sure(typed)
    if asset and beside and beside != asset.upper():
        told = {"written": beside, "chosen": asset.upper()}
        raise NotOne("other-asset", _("This is an amount of %(written)s; you chose %(chosen)s.") % told)
    value = _checked(Decimal(numeral.plain) * times, beside or asset.upper(), network)
    meant = beside or asset.upper()
    return Amount(value, meant, _said(value, meant, numeral, language), bool(numeral.guessed))


def _refuse_another(sign: str, asset: str) -> None:
    """Raises NotOne for a sign of several currencies none of which is what was chosen."""
    if asset and sign in SEVERAL and asset not in SEVERAL[sign]:
        told = {"written": sign, "chosen": asset}
        raise NotOne("other-asset", _("This is an amount of %(written)s; you chose %(chosen)s.") % told)


def _asset(plain: str, around: list[str]) -> str:
    """The ticker that stands before or behind the number; both only when they agree."""
    found = [ticker(word) for word in around]
    if None in found or len({one for one in found if one}) > 1:
        raise _not_sure(plain)
    return next((one for one in found if one), "")


def _checked(value: Decimal, asset: str, network: str) -> Decimal:
    if not value:
        raise NotOne("zero", _("An amount is more than nothing."))
    if value >= _TOO_MUCH:
        raise NotOne("absurd", _("This amount is too large to be right. Check its digits and commas."))
    exact = value.normalize(Context(prec=2 * _MOST_DIGITS))
    most = places(asset, network)
    if most is not None and -int(exact.as_tuple().exponent) > most:
        told = {"asset": asset, "places": most}
        words = _("%(asset)s has at most %(places)d decimal places. Check the digits and commas.")
        raise NotOne("too-precise", words % told)
    return exact.quantize(Decimal(1)) if int(exact.as_tuple().exponent) > 0 else exact


def _said(value: Decimal, asset: str, numeral: Numeral, language: str) -> str:
    shown = format_decimal(value, locale=language.replace("-hans", "_Hans"), decimal_quantization=False)
    told = {"amount": f"{shown} {asset}".strip(), "mark": numeral.guessed}
    if not numeral.guessed:
        return _("Read as %(amount)s.") % told
    if numeral.grouping:
        return _("Read as %(amount)s: “%(mark)s” was taken to part the thousands.") % told
    return _("Read as %(amount)s: “%(mark)s” was taken to begin the decimals.") % told


def _not_sure(plain: str) -> NotOne:
    in_doubt.refuse_range(plain)
    refused = _no_number(plain)
    return in_doubt.doubt(plain) if refused.code == "unknown" and re.search(r"\d", plain) else refused


def _no_number(plain: str) -> NotOne:
    if any(not seen.fault for seen in looks.every("".join(plain.split()))):
        return looks.instead(plain, _("an amount"))
    if re.fullmatch(r"\d+(?:[.,' ]+\d+)+", plain):
        words = _("The points and commas do not make one number. Write it like 1234.5, with one mark.")
        return NotOne("marks", words)
    return NotOne("unknown", _("Write the amount in digits, for example 250 or 0.5 BTC."))
