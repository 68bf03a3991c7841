"""Amounts that could be read two ways: abbreviations, powers, ranges and network names never shift one."""

from decimal import Decimal

import pytest

from support.identifiers import NotOne, understand

ABBREVIATED = """
ca. 500 | ca 500 | ca.500 | circa 500 | approx. 500 | approx 500 | Approx. 500 | appr. 500 | rd. 500
ungef. 500 | aprox. 500 | env. 500 | environ 500 | c.ca 500 | прибл. 500 | ок. 500 | yakl. 500 | takr. 500
~500 | ± 500 | BTC. 500 | btc. 500 | 500 BTC (approx.) | BTC ca. 500 | 大约500 | 500.00 BTC. | ca. 500.
"""
STANDARDS = """
ERC20 100 | 100 ERC20 | TRC20 100 | 100 TRC-20 | TRC 20 100 | 100 (BEP20) | BEP2 100 | 100 bep-20
"""
EXACT = """
1e-8 | 0.00000001
2.5e-7 | 0.00000025
1e+5 | 100000
5k | 5000
1.5k | 1500
1,5 Mio | 1500000
1.5 million | 1500000
2 млн | 2000000
3百万 | 3000000
2亿 | 200000000
.5 | 0.5
$.5 | 0.5
5万 | 50000
1 000 | 1000
USDT 20 100 | 20100
"""
DOUBTFUL = """
10^5 | 2^3 | 10**5 | 10⁵ | 10² | ½ | 1½ | ¼ BTC | 1e5 | 5E18 | 1.5m | 5 m | 5kk | USDT20 100 | BTC.5 | ABCD. 5
No. 5 | Nr. 7 | kr. 500 | v2 100 | 1. 5 | 1 , 5 | 0 .5 | <500 | > 500 | ≥500 | 500+ | 5% | 5,- | 2x50 | 2 x 50
50+50 | 0.5 (net) | 5 1INCH | ..5 | $1/2 | 5 apples 3 | ERC20 | BEP2 | 1e-999 | 5e--3
"""
RANGES = """
500-600 | 500 - 600 | 500–600 | 0.5-0.6 BTC | 500 to 600 | between 500 and 600 | 500 bis 600 | 500 oder 600
de 500 a 600 | entre 500 et 600 | tra 500 e 600 | от 500 до 600 | 500 или 600 | 500 ile 600 | 500到600
500..600 | 500 USDT - 600 USDT | 10 - fee 0.1
"""


def refused(typed, language, asset=""):
    """The refusal, which names what was typed when it is as short as an amount."""
    with pytest.raises(NotOne) as raised:
        understand(typed, language, asset)
    return raised.value


def cells(table):
    return [cell.strip() for row in table.strip().split("\n") for cell in row.split("|")]


@pytest.mark.parametrize("typed", cells(ABBREVIATED))
@pytest.mark.parametrize("asset", ["", "BTC"])
def test_the_point_of_an_abbreviation_begins_no_decimals(typed, asset):
    found = understand(typed, "en", asset)
    assert found.value == 500
    assert found.asset in ("", "BTC")


@pytest.mark.parametrize("typed", cells(STANDARDS))
def test_the_number_in_a_network_s_name_is_no_amount(typed):
    found = understand(typed, "en", "USDT")
    assert (found.value, found.asset) == (100, "USDT")
    assert understand(typed, "en").asset == ""


@pytest.mark.parametrize("typed", ["TRC20-USDT 100", "USDT-TRC20 100", "100 USDT (ERC20)", "USDT TRC20 100"])
def test_a_coin_beside_its_network_s_name_stays_the_coin(typed):
    found = understand(typed, "en")
    assert (found.value, found.asset) == (100, "USDT")


@pytest.mark.parametrize(("typed", "value"), [row.split(" | ") for row in EXACT.strip().split("\n")])
def test_what_has_one_reading_only_is_still_read(typed, value):
    language = "de" if "Mio" in typed else "en"
    assert understand(typed, language).value == Decimal(value)


@pytest.mark.parametrize("typed", cells(DOUBTFUL))
@pytest.mark.parametrize("asset", ["", "USDT"])
def test_what_cannot_be_read_for_sure_is_refused_and_named(typed, asset):
    problem = refused(typed, "en", asset)
    assert problem.code == "unknown"
    assert "cannot be read for sure" in str(problem)
    assert "“" in str(problem)


@pytest.mark.parametrize("typed", cells(RANGES))
@pytest.mark.parametrize("language", ["en", "de", "zh-hans"])
def test_two_amounts_are_asked_to_be_one(typed, language):
    problem = refused(typed, language)
    assert problem.code == "range"


def test_a_range_is_told_with_both_of_its_numbers():
    assert str(refused("between 500 and 600 USDT", "en")) == (
        "This names two numbers, 500 and 600. Write the one that you mean."
    )


def test_a_minus_stays_one_whatever_stands_around_it():
    for typed in ("-5", "ca. -5", "−5 BTC", "-5 TRC20"):
        assert refused(typed, "en").code == "negative"


def test_what_is_named_in_a_refusal_is_short():
    assert len(str(refused("5 x " * 200, "en"))) < 200


def test_thousands_in_spanish_are_not_millions_in_english():
    assert understand("5 mil USDT", "es").value == understand("5 mil", "pt").value == 5000
    for language in ("en", "de", "zh-hans"):
        assert "“5 mil”" in str(refused("5 mil", language))
