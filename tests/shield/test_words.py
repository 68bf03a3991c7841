"""What people read where a secret was: in their language, what to do now, and never the secret."""

import pytest
from django.utils import translation

from support.shield import (
    MARK,
    Piece,
    advice,
    doubts,
    mark,
    mask,
    money_at_risk,
    pieces,
    questions,
    readable,
    words,
)
from support.shield.kinds import GRAVEST_FIRST

from .appendix import HARMLESS, HEX, WIF, YELLOW


def test_a_mark_is_cut_out_as_a_piece_of_its_own() -> None:
    masked = mask(f"words {YELLOW}! card 4111 1111 1111 1111")
    assert list(pieces(masked.text)) == [
        Piece("words "),
        Piece("⟦masked:seed⟧", "seed"),
        Piece("! card "),
        Piece("⟦masked:card:1111⟧", "card", "1111"),
    ]


def test_text_without_marks_is_one_piece_and_no_text_is_none() -> None:
    assert list(pieces("⟦hello⟧ ⟦masked:⟧")) == [Piece("⟦hello⟧ ⟦masked:⟧")]
    assert list(pieces("")) == []


def test_plain_places_read_marks_in_words() -> None:
    with translation.override("en"):
        assert readable(f"my key {mark('private_key')}") == "my key [private key hidden]"
        assert readable(mark("card", "1111")) == "[card number hidden, ends in 1111]"
        assert readable("nothing here") == "nothing here"


@pytest.mark.parametrize("kind", GRAVEST_FIRST)
def test_every_kind_has_a_mark_and_a_name(kind: str) -> None:
    assert MARK.fullmatch(mark(kind))
    with translation.override("en"):
        assert str(words(kind)) not in {"", "secret"}


def test_a_kind_nobody_knows_is_just_a_secret() -> None:
    with translation.override("en"):
        assert str(words("elsewhere")) == "secret"


def test_advice_says_what_we_did_and_then_the_gravest_first() -> None:
    with translation.override("en"):
        said = [str(line) for line in advice(["password", "seed"])]
    assert len(said) == 3
    assert "hid it" in said[0]
    assert said[1].startswith("Recovery phrase")
    assert said[2].startswith("Password")


def test_advice_has_a_line_for_all_that_is_masked_and_none_for_nothing() -> None:
    assert advice([]) == []
    masked = [kind for kind in GRAVEST_FIRST if kind != "public_key"]
    assert len(advice(masked)) == len(masked) + 1


def test_only_what_opens_a_wallet_or_an_account_by_itself_puts_money_at_risk() -> None:
    assert money_at_risk(["cvv", "seed"])
    assert not money_at_risk(["cvv", "card", "password"])


def test_what_may_be_a_key_is_asked_about_and_stays() -> None:
    (bare,) = doubts(f"here it is {HEX}")
    assert (bare.kind, bare.certainty, bare.start) == ("private_key", "possible", 11)
    assert [doubt.kind for doubt in doubts(HARMLESS[3])] == ["public_key"]
    with translation.override("en"):
        assert str(questions(["private_key"])[0]).startswith("Is this a private key?")
    assert mask(HEX).kinds == []


def test_what_is_plainly_a_transaction_or_masked_is_not_asked_about() -> None:
    assert doubts(f"tx {HEX} on https://mempool.space/tx/{HEX}") == []
    assert doubts(f"private key {HEX}") == []
    assert doubts(WIF) == []
    assert questions([]) == []
