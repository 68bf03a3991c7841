"""How a fact is said in a language: decimals, spaces and signs by CLDR (Babel)."""

from collections.abc import Iterable
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
        return _money(value, fact.unit, locale)
    return f"{number}{NARROW}{fact.unit}"


def _money(value: Decimal, currency: str, locale: Locale) -> str:
    """An amount of money: €0.50, and €50,000 without its noughts."""
    if value % 1:
        return str(format_currency(value, currency, locale=locale))
    whole = locale.currency_formats["standard"].pattern.replace(".00", "")
    return str(format_currency(value, currency, whole, locale=locale, currency_digits=False))


class Facts:
    """The facts for other rooms (settings.FACTS)."""

    def said(self, names: Iterable[str], language: str) -> dict[str, str]:
        """The facts that there are, by name, as this language says them."""
        return {row.name: spoken(row, language) for row in Fact.objects.filter(name__in=names)}

    def all(self, language: str) -> list[tuple[str, str]]:
        """(name, as this language says it) of each, by name."""
        return [(row.name, spoken(row, language)) for row in Fact.objects.all()]


def noted(fact: Fact) -> str:
    """The fact for those who look after it: digits, a point and its unit in no language, or all its words.

    It is another one exactly where readers are told something else.
    """
    if fact.kind == Fact.Kind.TEXT or fact.value is None:
        return " · ".join(fact.words.values())
    units = {Fact.Kind.PERCENT: "%", Fact.Kind.AMOUNT: fact.unit}
    return f"{_plain(fact.value):f} {units.get(Fact.Kind(fact.kind), '')}".strip()


def _plain(value: Decimal) -> Decimal:
    """Without the noughts that the column adds, and not as 1E+2."""
    tidy = value.normalize()
    return tidy if int(tidy.as_tuple().exponent) <= 0 else tidy.quantize(Decimal(1))
