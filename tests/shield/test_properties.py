"""Whatever is generated: real secrets go, everything else stays, nothing crashes, twice is once."""

import secrets as entropy
from hashlib import sha256
from itertools import pairwise

import base58
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from support.shield import MARK, find, mask, pieces
from support.shield.issuers import RANGES, is_card
from support.shield.wordlists import LANGUAGES

from .appendix import HARMLESS, SAID, SECRETS
from .messages import messages

SIZES = (16, 20, 24, 28, 32)  # bytes of entropy: 12 to 24 words
anything = st.text(max_size=80)
checked = settings(deadline=None, derandomize=True, max_examples=200)


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A right phrase of any language and size, the words parted in one of the ways people use."""
    size = draw(st.sampled_from(SIZES))
    words = Mnemonic(draw(st.sampled_from(LANGUAGES))).to_mnemonic(
        draw(st.binary(min_size=size, max_size=size))
    )
    parting = draw(st.sampled_from([" ", "\n", ", ", "  ", "\u3000", " | ", "; ", "\t"]))
    return parting.join(words.replace("\u3000", " ").split(" "))


def _check_digit(payload: str) -> str:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in payload[-1::-2])
    return str(-(doubled + sum(map(int, payload[-2::-2]))) % 10)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A right card number of any issuer and length."""
    first, last, lengths = draw(st.sampled_from(RANGES))
    prefix, length = str(draw(st.integers(first, last))), draw(st.sampled_from(lengths))
    rest = length - 1 - len(prefix)
    payload = prefix + draw(st.text("0123456789", min_size=rest, max_size=rest))
    return payload + _check_digit(payload)


wifs = st.tuples(
    st.sampled_from([b"\x80", b"\xef", b"\xb0", b"\x9e"]), st.binary(min_size=32, max_size=32), st.booleans()
).map(lambda key: base58.b58encode_check(key[0] + key[1] + (b"\x01" if key[2] else b"")).decode())
extended = st.tuples(st.binary(min_size=41, max_size=41), st.binary(min_size=32, max_size=32)).map(
    lambda key: base58.b58encode_check(b"\x04\x88\xad\xe4" + key[0] + b"\x00" + key[1]).decode()
)


@checked
@given(before=anything, phrase=phrases(), after=anything)
def test_any_phrase_in_any_text_is_gone(before: str, phrase: str, after: str) -> None:
    assert phrase not in mask(f"{before}\n{phrase}\n{after}").text
    assert "seed" in mask(f"{before}\n{phrase}\n{after}").kinds


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_language_and_size_is_masked_whole(language: str, size: int) -> None:
    for number in range(20):
        secret = sha256(f"{language} {number}".encode()).digest()[:size]
        phrase = Mnemonic(language).to_mnemonic(secret)
        assert mask(phrase).text == mask(phrase.upper()).text == "⟦masked:seed⟧"


@pytest.mark.parametrize("cue", ["", "我的助记词是", "助记词：", "seed phrase: "])
def test_chinese_without_spaces_is_masked_alone_and_beside_its_cue(cue: str) -> None:
    for number in range(200):
        secret = sha256(f"zh {number}".encode()).digest()[: SIZES[number % 5]]
        phrase = Mnemonic("chinese_simplified").to_mnemonic(secret).replace(" ", "")
        assert mask(f"{cue}{phrase}").text == f"{cue}⟦masked:seed⟧"


@checked
@given(before=anything, key=st.one_of(wifs, extended), after=anything)
def test_any_key_in_any_text_is_gone(before: str, key: str, after: str) -> None:
    masked = mask(f"{before} {key} {after}")
    assert key not in masked.text
    assert masked.kinds


@checked
@given(before=anything, card=cards(), after=anything)
def test_any_card_on_a_line_of_its_own_is_gone(before: str, card: str, after: str) -> None:
    masked = mask(f"{before}\nmy card: {card}\n{after}")
    assert is_card(card)
    assert card not in masked.text
    assert "card" in masked.kinds


@checked
@given(st.text())
def test_any_text_at_all_is_masked_without_a_crash_and_twice_is_once(text: str) -> None:
    once = mask(text)
    assert mask(once.text).text == once.text
    assert mask(once.text).kinds == []


FRAGMENTS = [
    *(secret for _, secret in SECRETS),
    *(words for _, words, _ in SAID),
    *HARMLESS,
    *("password:", "my pin is", "code", "private key", "4"),
    *("⟦masked:seed⟧", "⟦", "⟧", "\ud800", "\u200b", "\x00"),
]
scraps = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=8)


@checked
@given(parts=scraps, glue=st.sampled_from(["", " ", "\n"]))
def test_secrets_thrown_together_are_masked_once_and_for_all(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    once = mask(text)
    assert mask(once.text).text == once.text
    assert bool(once.kinds) == (once.text != text)
    assert "".join(piece.text for piece in pieces(once.text)) == once.text


@checked
@given(parts=scraps)
def test_what_stands_around_secrets_is_kept_byte_for_byte(parts: list[str]) -> None:
    text = MARK.sub("", " ".join(parts))
    kept = [piece.text for piece in pieces(mask(text).text) if not piece.kind]
    places = [text.find(piece) for piece in kept]
    assert -1 not in places
    assert all(one.end <= other.start for one, other in pairwise(find(text)))
    assert (kept == [text]) == (not find(text)) or not text


def test_ten_thousand_believable_messages_have_at_most_one_false_alarm_in_a_thousand() -> None:
    masked = [text for text in messages(10_000) if mask(text).kinds]
    assert len(masked) <= 10, masked


@checked
@given(st.binary(min_size=32, max_size=32))
def test_any_transaction_id_stays(raw: bytes) -> None:
    for text in (raw.hex(), f"0x{raw.hex()}", f"txid: {raw.hex()}", f"TX {raw.hex().upper()} please"):
        assert mask(text).kinds == []


@checked
@given(st.binary(min_size=20, max_size=20), st.sampled_from([b"\x00", b"\x05", b"\x41", b"\x30", b"\x1e"]))
def test_any_address_stays(raw: bytes, version: bytes) -> None:
    address = base58.b58encode_check(version + raw).decode()
    for text in (address, f"my address {address}", f"0x{raw.hex()}", f"lost the private key of {address}"):
        assert mask(text).kinds == []


def test_a_public_key_of_a_wallet_stays() -> None:
    key = base58.b58encode_check(b"\x04\x88\xb2\x1e" + entropy.token_bytes(41) + b"\x02" + bytes(32)).decode()
    assert mask(key).kinds == []
