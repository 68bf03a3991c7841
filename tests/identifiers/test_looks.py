"""Anything pasted anywhere: told in plain words what it looks like, quickly and without a crash."""

import time
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from support.identifiers import (
    NETWORKS,
    RAILS,
    NotOne,
    looks_like,
    moment_words,
    read_account_id,
    read_address,
    read_bank_reference,
    read_card_last4,
    read_case_number,
    read_iban,
    read_link,
    read_memo,
    read_moment,
    read_order_id,
    read_txid,
    understand,
)

from .test_moments import BERLIN, NOW
from .vectors import ADDRESSES, EVERY_ADDRESS, GENESIS, SIGNATURE, TON_HASH

READERS = [
    read_txid, read_address, read_link, read_iban, read_card_last4, read_account_id, read_case_number,
    read_order_id,
    *(lambda text, slug=slug: read_txid(text, slug) for slug in NETWORKS),
    *(lambda text, slug=slug: read_address(text, slug) for slug in NETWORKS),
    *(lambda text, slug=slug: read_memo(text, slug) for slug in ("xrp", "stellar", "ton", "bitcoin")),
    *(lambda text, rail=rail: read_bank_reference(text, rail) for rail in RAILS),
    *(lambda text, spoken=spoken: understand(text, spoken) for spoken in ("en", "de", "zh-hans")),
    *(lambda text, spoken=spoken: read_moment(text, BERLIN, NOW, language=spoken) for spoken in ("en", "de")),
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([address for _network, address in EVERY_ADDRESS]),
    st.sampled_from(
        [GENESIS, f"0x{GENESIS}", SIGNATURE, TON_HASH, "DE89370400440532013000", "MER-", "MX", "…"]
    ),
    st.sampled_from(
        ["https://", "etherscan.io/tx/", "TxID: ", "bitcoin:", "\u202e", "\u200b", "\x00", "🙏🏽", "\ud800"]
    ),
    st.sampled_from(
        ["1,234.5", "12.11.2026", "14:05", "am", "下午", "yesterday", "1e5", "-", "%s", "%(what)s", "[", "("]
    ),
    st.text(max_size=12),
)


@pytest.mark.parametrize(
    ("pasted", "first"),
    [
        (GENESIS, "a transaction ID"),
        (f"0x{GENESIS}", "a transaction ID of an Ethereum-type network (0x…)"),
        (SIGNATURE, "a Solana transaction ID"),
        (ADDRESSES["tron"][0], "a Tron address"),
        (ADDRESSES["tron"][0][:-1] + "u", "a Tron address with a mistake in it"),
        ("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "a Bitcoin address of a test network"),
        ("DE89 3704 0044 0532 0130 00", "an IBAN"),
        ("97ed4827-7b6f-4491-a06f-b548d5a7512d", "a UETR, the tracking number of a bank transfer"),
        ("OCNNCT-MEB2I-2XGM7L", "an order ID"),
        (f"https://etherscan.io/tx/0x{GENESIS}", "a link to a transaction on Ethereum"),
        ("https://shop.example/", "a link to a website we do not know"),
        ("carl@example.com", "an e-mail address"),
        ("+4915112345679", "a phone number"),
    ],
)
def test_the_likeliest_reading_comes_first(pasted, first):
    assert looks_like(pasted)[0] == first


def test_64_hex_digits_may_also_be_a_private_key():
    assert "private key" in looks_like(GENESIS)[1]


@pytest.mark.parametrize("pasted", ["", "hi", "12", "I cannot sign in", "x" * 1_000_000, "\x00"])
def test_what_looks_like_nothing_gets_no_name(pasted):
    assert looks_like(pasted) == []


def test_names_are_in_the_reader_s_language_when_they_are_read():
    with translation.override("de"):
        assert looks_like(GENESIS)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(PIECES, max_size=6).map("".join))
def test_nothing_pasted_crashes_any_field(pasted):
    assert isinstance(looks_like(pasted), list)
    for read in READERS:
        with suppress(NotOne):
            read(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "x" * 1_000_000,
        *(
            unit * (1990 // len(unit))
            for unit in ("a", "1", "1 ", "0x", "bc1q", "T", "a:", "a - ", ",1", "é", "٣")
        ),
        *(
            unit * (1990 // len(unit))
            for unit in ("abandon ", "[1, ", "https://a.b/", "am ", "1 de ", "{", "l1q", "MER-")
        ),
        "lnbc1" + "q" * 1900,
        (ADDRESSES["cardano"][0] + " ") * 18,
    ],
)
def test_long_texts_take_no_time(pasted):
    started = time.perf_counter()
    for read in [*READERS, looks_like]:
        with suppress(NotOne):
            read(pasted)
    assert time.perf_counter() - started < 0.1 * len(READERS)


def test_moments_that_were_read_can_be_said():
    assert "Berlin" in moment_words(read_moment("14:05", BERLIN, NOW), BERLIN)
