"""Amounts: in every way our nine languages write them, and never guessed in silence."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from support.identifiers import read_amount, understand

from .vectors import refused

LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "ru", "tr", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(
            (way, "1234.56")
            for way in ("1.234,56", "1,234.56", "1 234,56", "1'234.56", "1’234,56", "1234.56", "1234,56")
        ),
        *(
            (way, "1234567.5")
            for way in ("1.234.567,5", "1,234,567.5", "12,34,567.5", "1\u202f234\u00a0567,5")
        ),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("١٢", "12"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("１２．５", "12.5"),
        ("۱۲", "12"),
        ("+7", "7"),
        ("~ 250", "250"),
        ("007", "7"),
        ("Amount: 12.50", "12.5"),
        ("12.50.", "12.5"),
    ],
)
def test_what_only_one_reading_has_is_read_so_in_every_language(typed, value, language):
    found = understand(typed, language)
    assert found.value == Decimal(value)
    assert not found.guessed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lone_comma_is_decided_by_the_language_and_said(language):
    point = language in ("en", "zh-hans")
    comma, dot = understand("1,234", language), understand("1.234", language)
    assert (comma.value, dot.value) == ((1234, Decimal("1.234")) if point else (Decimal("1.234"), 1234))
    assert comma.guessed
    assert dot.guessed
    assert "“,”" in comma.said
    assert "“.”" in dot.said


def test_how_an_amount_was_read_is_told():
    assert understand("1,234 USDT", "en").said == "Read as 1,234 USDT: “,” was taken to part the thousands."
    assert understand("1,234", "de").said == "Read as 1,234: “,” was taken to begin the decimals."
    assert understand("1'234,5", "de", "BTC").said == "Read as 1.234,5 BTC."


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.decimals(min_value=Decimal("0.00000001"), max_value=10**9, places=8))
def test_what_a_language_writes_is_read_back(language, value):
    written = format_decimal(value, locale=language.replace("-hans", "_Hans"), decimal_quantization=False)
    assert read_amount(written, language, "BTC") == value


@pytest.mark.parametrize(
    ("typed", "asset"),
    [
        ("250 USDT", "USDT"),
        ("250usdt", "USDT"),
        ("USDT 250", "USDT"),
        ("€ 250", "EUR"),
        ("250 €", "EUR"),
        ("R$ 250", "BRL"),
        ("₿250", "BTC"),
        ("250 XBT", "BTC"),
        ("$250", ""),
        ("250 PEPE", "PEPE"),
        ("250 OP", "OP"),
    ],
)
def test_the_asset_beside_an_amount_is_told(typed, asset):
    found = understand(typed, "en")
    assert (found.value, found.asset) == (250, asset)


@pytest.mark.parametrize(
    ("typed", "asset", "network"),
    [
        ("0.12345678", "BTC", ""),
        ("0.100000000000", "BTC", ""),
        ("0.123456", "USDT", "tron"),
        ("0.123456789012345678", "USDT", "bnb"),
        ("0.123456789012345678", "USDT", ""),  # as many as on any network
        ("0.1234567890123", "PEPE", ""),
        ("1000", "JPY", ""),
    ],
)
def test_as_many_decimals_as_the_asset_has_are_taken(typed, asset, network):
    assert read_amount(typed, "en", asset, network) == Decimal(typed)


@pytest.mark.parametrize(
    ("typed", "asset", "network", "code"),
    [
        ("0.123456789", "BTC", "", "too-precise"),
        ("0.1234567", "USDT", "tron", "too-precise"),
        ("0.5", "JPY", "", "too-precise"),
        ("0.001 EUR", "", "", "too-precise"),
        ("-5", "", "", "negative"),
        ("−5", "", "", "negative"),
        ("0", "", "", "zero"),
        ("0,00", "", "", "zero"),
        ("9" * 17, "", "", "absurd"),
        ("9" * 200, "", "", "unknown"),
        ("1e5", "", "", "unknown"),
        ("5kk", "", "", "unknown"),
        ("100 $", "EUR", "", "other-asset"),
        ("$100", "BTC", "", "other-asset"),
        ("100 dollars", "EUR", "", "other-asset"),
        ("about", "EUR", "", "unknown"),
        ("50000 sats", "ETH", "", "other-asset"),
        ("5%", "", "", "unknown"),
        ("1/2", "", "", "unknown"),
        ("1.2.3", "", "", "marks"),
        ("1,2,3", "", "", "marks"),
        ("1,234.567,8", "", "", "marks"),
        ("10 20", "", "", "marks"),
        ("NaN", "", "", "unknown"),
        ("Infinity", "", "", "unknown"),
        ("²", "", "", None),
        ("½", "", "", "unknown"),
        ("five", "", "", "unknown"),
        ("250 USDT", "BTC", "", "other-asset"),
        ("€2 USDT", "", "", "unknown"),
        ("carl@example.com", "", "", "other-kind"),
        ("", "", "", "empty"),
    ],
)
def test_what_is_no_amount_is_refused_for_its_own_reason(typed, asset, network, code):
    if code is None:  # a raised 2 is a 2 once it is plain
        assert read_amount(typed, "en", asset, network) == 2
    else:
        assert refused(read_amount, typed, "en", asset, network).code == code


@pytest.mark.parametrize(
    ("typed", "asset", "value", "meant"),
    [
        ("100 $", "USD", "100", "USD"),
        ("100 $", "USDT", "100", "USDT"),
        ("100 dollars", "USD", "100", "USD"),
        ("100 US dollars", "USD", "100", "USD"),
        ("about 100", "USDT", "100", "USDT"),
        ("etwa 100 Euro", "EUR", "100", "EUR"),
        ("около 100 рублей", "RUB", "100", "RUB"),
        ("100 рублей", "", "100", "RUB"),
        ("50000 sats", "BTC", "0.0005", "BTC"),
        ("50000 sats", "", "0.0005", "BTC"),
        ("10k usdt", "USDT", "10000", "USDT"),
        ("1.5k", "USDT", "1500", "USDT"),
        ("5k", "", "5000", ""),
        ("100美元", "USD", "100", "USD"),
        ("5万 USDT", "USDT", "50000", "USDT"),
        ("100 лир", "TRY", "100", "TRY"),
        ("100 KAS", "KAS", "100", "KAS"),
    ],
)
def test_amounts_as_they_are_spoken(typed, asset, value, meant):
    found = understand(typed, "en", asset)
    assert (found.value, found.asset) == (Decimal(value), meant)
