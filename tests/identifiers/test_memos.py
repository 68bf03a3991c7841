"""Tags, memos and comments: as the network keeps them."""

from base64 import b64encode

import pytest

from support.identifiers import NETWORKS, read_memo

from .vectors import ADDRESSES, GENESIS, refused

HASH = b64encode(bytes.fromhex(GENESIS)).decode()


@pytest.mark.parametrize(
    ("typed", "network", "memo"),
    [
        ("0", "xrp", "0"),
        ("4294967295", "xrp", "4294967295"),
        ("Destination Tag: 123 456", "xrp", "123456"),
        ("١٢٣", "xrp", "123"),
        ("１２３", "xrp", "123"),
        ("007", "xrp", "7"),
        ("dt=99", "xrp", "99"),
        ("18446744073709551615", "stellar", "18446744073709551615"),
        ("007", "stellar", "007"),
        ("hello world", "stellar", "hello world"),
        ("é" * 14, "stellar", "é" * 14),
        ("e\u0301", "stellar", "é"),
        (GENESIS.upper(), "stellar", GENESIS),
        (HASH, "stellar", GENESIS),
        ("Memo: 105043", "cosmos", "105043"),
        ("user:105043", "cosmos", "user:105043"),
        ("\u200b42\u200e", "ton", "42"),
        ('"order 7"', "ton", "order 7"),
    ],
)
def test_a_memo_is_read_as_it_stands(typed, network, memo):
    assert read_memo(typed, network) == memo


@pytest.mark.parametrize(
    ("typed", "network", "code"),
    [
        ("4294967296", "xrp", "too-large"),
        ("-1", "xrp", "unknown"),
        ("1.5e3", "xrp", "unknown"),
        ("hello", "xrp", "unknown"),
        ("x" * 29, "stellar", "too-long"),
        ("é" * 15, "stellar", "too-long"),
        ("18446744073709551616", "stellar", "too-large"),
        ("x" * 257, "cosmos", "too-long"),
        ("9" * 500, "xrp", "unknown"),
        (ADDRESSES["xrp"][0], "xrp", "other-kind"),
        (ADDRESSES["ton"][0], "ton", "other-kind"),
        (GENESIS, "ton", "other-kind"),
        ("1", "", "unknown-network"),
        ("", "ton", "empty"),
        ("Memo: ", "ton", "empty"),
        ("x" * 3000, "ton", "too-long"),
        *(("1", slug, "no-memo") for slug, network in NETWORKS.items() if network.memo is None),
    ],
)
def test_what_is_no_memo_is_refused_for_its_own_reason(typed, network, code):
    assert refused(read_memo, typed, network).code == code


def test_the_tag_in_an_x_address_is_told():
    problem = refused(read_memo, "X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu", "xrp")
    assert str(problem) == "This is an XRP Ledger X-address. The destination tag in it is 1."


@pytest.mark.parametrize(
    ("typed", "network", "words"),
    [
        ("18446744073709551616", "stellar", "that is a number is at most 18446744073709551615."),
        ("ü" * 15, "stellar", "This has 30 bytes"),
        ("1" * 29, "stellar", "a hash of 64 hex digits"),
        ("xy z" * 9, "stellar", "a text of at most 28 bytes, a number up to 18446744073709551615, or a hash"),
        ("x" * 29, "stellar", "This has 29 bytes"),
        ("x" * 257, "cosmos", "at most 256 letters or digits; this has 257."),
    ],
)
def test_what_is_too_long_is_told_in_what_counts_there(typed, network, words):
    assert words in str(refused(read_memo, typed, network))
