"""Words that say too little get a hint; capitals and a lone digit are no facts, coins and codes are."""

import pytest

from tickets.advice import vagueness


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("It doesn't work", True),
        ("不能用", True),
        ("Не работает!!", True),
        ("", False),
        ("My BTC is gone", False),
        ("Error MX-105", False),
        ("Nothing since 14:05", False),
        ("PLEASE HELP ME", True),
        ("IT DOES NOT WORK", True),
        ("it doesnt work 1", True),
        ("It does NOT work", True),
        ("MY LINK IS BROKEN", True),
        ("BTC", False),
        ("USDT 250", False),
        ("E-1042", False),
        ("MY BTC IS GONE", False),
        ("где мой биткоин", False),
        ("我的比特币没了", False),
        ("My 2FA is lost", False),
    ],
)
def test_vague_words_are_told_from_such_as_can_be_looked_for(text, vague):
    assert vagueness.is_vague(text) is vague
