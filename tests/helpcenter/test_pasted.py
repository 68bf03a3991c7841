"""Ids in a query: recognised and left out; ordinary words stay."""

import pytest

from helpcenter import pasted

TXID = "0x" + "7b1e04a9" * 8


@pytest.mark.parametrize(
    ("query", "words", "first"),
    [
        (f"deposit {TXID} missing", "deposit missing", "deposit-not-arrived"),
        (f"https://etherscan.io/tx/{TXID}", "", "deposit-not-arrived"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "", "wrong-network"),
        ("where is DE89370400440532013000", "where is", "bank-deposit-missing"),
    ],
)
def test_an_id_is_left_out_and_leads_to_its_article(query: str, words: str, first: str) -> None:
    seen = pasted.read(query)
    assert (seen.words, seen.articles[0]) == (words, first)
    assert seen.what


@pytest.mark.parametrize(
    "query",
    ["MX-702 nonce", "error -1021", "two-factor 2fa authentication", "deposit2025 missing", "充值123456789"],
)
def test_words_and_codes_stay(query: str) -> None:
    assert pasted.read(query) == pasted.Pasted(query)


@pytest.mark.parametrize("query", ["MX-702", "mx702", "MX 702", "Mx–702", "显示mx702怎么办"])
def test_an_error_code_is_spelled_as_ours_and_leads_to_its_row(query: str) -> None:
    seen = pasted.read(query)
    assert "MX-702" in seen.words
    assert pasted.code(seen.words) == "mx-702"


@pytest.mark.parametrize("query", ["MX-40612", "xmx702", "MX7020K3QD9T2W8HB", "max 702", "702", ""])
def test_what_is_no_code_leads_to_no_row(query: str) -> None:
    assert pasted.code(query) == ""


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (f"my deposit {TXID}", "my deposit"),
        ("carl@customer.example is locked", "is locked"),
        ("call +49 170 1234567 now", "call now"),
        ("abandon " * 11 + "about", ""),
        ("0123456789abcdef0123456789abcdef lost", "lost"),
        ("withdrawal on hold 24 h", "withdrawal on hold 24 h"),
    ],
)
def test_what_could_be_somebodys_is_not_kept(query: str, kept: str) -> None:
    assert pasted.scrubbed(query) == kept
