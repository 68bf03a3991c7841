"""What must stay byte for byte does, or there is no translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.translation import Unfaithful
from support.translation.kept import put_back, take_out

STAYS = [
    "1.234,56 EUR",
    "0.05000000 BTC",
    "250 USDT",
    "12:30",
    "2026-11-23",
    "٣",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "DE89 3704 0044 0532 0130 00",
    "5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
    "bcDEfghJKLmnopqrstuvwxyzABCDEF",
    "https://example.com/a?b=c#d",
    "owner@example.com",
    "@meridian",
    "MER-7K2M9QX",
    "`transfer all`",
    "⟦masked:seed⟧",
    "⟦masked:card:1111⟧",
]


@pytest.mark.parametrize("said", STAYS)
def test_it_never_reaches_the_translator_and_is_there_again_behind_it(said):
    asked, kept = take_out(f"Wo ist ({said}), bitte?")
    assert asked == "Wo ist ([[0]]), bitte?"
    assert put_back("Where is ( [[ 0 ] ] ), please?", kept) == f"Where is ( {said} ), please?"


def test_in_chinese_words_without_spaces_are_still_words():
    assert take_out("我转了250USDT到0xabc1没有到账") == ("我转了[[0]]到[[1]]没有到账", ["250USDT", "0xabc1"])


@pytest.mark.parametrize(
    "answered",
    [
        "Where is it?",
        "Where is [[0]] and [[0]]?",
        "Where is [[1]]?",
        "Where is [[0]] of 5?",
        "Where is [[0]]? See https://evil.example",
        "Where is [[0]]? Write to help@evil.example",
        "Where is [[0]]? 五 or ５",
    ],
)
def test_a_place_that_is_lost_doubled_or_invented_is_no_translation(answered):
    _asked, kept = take_out("Wo sind 250 USDT?")
    with pytest.raises(Unfaithful):
        put_back(answered, kept)


@given(st.text(max_size=300))
def test_what_a_translator_leaves_alone_comes_back_as_it_was(text):
    asked, kept = take_out(text)
    if "[[" not in text:
        assert put_back(asked, kept) == text
