"""How a fact is said in a language: decimals, spaces and signs by CLDR (Babel)."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent, list_currencies
from django.conf import settings

from helpcenter.models import Fact

NARROW = "\u00a0"  # between a number and its coin, so that no line ends between them
CURRENCIES = frozenset(list_currencies())


def spoken(fact: Fact, language: str) -> str:
    """The fact in a language. Coins, unknown to CLDR, stand behind their number with all its digits."""
    locale = Locale.parse(language, sep="-")
    if fact.kind == Fact.Kind.TEXT or fact.value is None:
        words: dict[str, str] = fact.words
        return words.get(language) or words.get(settings.LANGUAGE_CODE, "")
    value = _plain(fact.value)
    if fact.kind == Fact.Kind.PERCENT:
        return str(format_percent(value / 100, locale=locale, decimal_quantization=False))
    number = str(format_decimal(value, locale=locale, decimal_quantization=False))
    if fact.kind == Fact.Kind.NUMBER or not fact.unit:
        return number
    if fact.unit in CURRENCIES:
        return str(format_currency(value, fact.unit, locale=locale))
    return f"{number}{NARROW}{fact.unit}"


def noted(fact: Fact) -> str:
    """The fact for those who look after it: digits, a point and its unit in no language, or all its words."""
    if fact.value is None:
        return " · ".join(fact.words.values())
    return f"{_plain(fact.value):f} {fact.unit}".strip()


def _plain(value: Decimal) -> Decimal:
    """Without the noughts that the column adds, and not as 1E+2."""
    tidy = value.normalize()
    return tidy if int(tidy.as_tuple().exponent) <= 0 else tidy.quantize(Decimal(1))
