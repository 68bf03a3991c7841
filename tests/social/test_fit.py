"""Long answers are cut where a reader would pause, and nothing of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from social.networks import facebook, x
from social.networks.fit import fit


def test_what_fits_stays_whole():
    assert fit("Hello, we found it.", 280) == ["Hello, we found it."]


def test_a_paragraph_is_the_best_place_to_cut():
    text = "a" * 60 + "\n\n" + "b" * 30 + ". " + "c" * 30
    assert fit(text, 100) == ["a" * 60, "b" * 30 + ". " + "c" * 30]


def test_a_word_is_not_torn_while_there_is_a_space():
    assert fit("alpha beta gamma", 11) == ["alpha beta", "gamma"]


def test_letters_without_a_pause_are_cut_hard():
    assert fit("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_family_is_not_torn_apart():
    family = "👨\u200d👩\u200d👧"
    pieces = fit("z" * 8 + family, 10)
    assert pieces == ["z" * 8, family]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=900), st.integers(20, 300))
def test_nothing_is_lost_and_nothing_is_too_long(text, limit):
    pieces = fit(text, limit, x.weight)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(x.weight(piece) <= limit for piece in pieces)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Hello, world! 👋", 16),
        ("a" * 280, 280),
        ("日本語" * 47, 282),
        ("see https://example.com/very/long/path?x=1", 27),
        ("e\u0301", 1),
    ],
)
def test_x_counts_as_documented(text, counted):
    assert x.weight(text) == counted


def test_we_never_count_less_than_x_does():
    assert x.weight("👨\u200d👩\u200d👧") >= 2
    assert x.weight("ab.cd，这是一个很长的句子没有空格") >= x.weight("ab.cd") + 28


def test_each_network_has_its_own_measure(settings):
    settings.FACEBOOK_DM_LIMIT = 2000
    assert [len(piece) for piece in facebook.split("y" * 2500, public=False)] == [1999, 501]
    assert len(facebook.split("y" * 2500, public=True)) == 1
    assert len(x.split("y" * 2500, public=False)) == 1
    assert len(x.split("y" * 600, public=True)) == 3
