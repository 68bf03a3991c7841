"""Every fixture of the redaction appendix: what must be masked is gone, what must stay is untouched."""

import pytest

from support.shield import Masked, find, mask

from .appendix import CARDS, HARMLESS, HEX, PLAIN_ENGLISH, SAID, SECRETS, WIF, XPRV, YELLOW

AROUND = ("{}", "Bitte ansehen: {}, danke", "Привет!\n{}\nСпасибо", "您好 {} 谢谢", "({})", '"{}"')


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
@pytest.mark.parametrize("around", AROUND)
def test_a_secret_is_gone_and_the_rest_stays(kind: str, secret: str, around: str) -> None:
    masked = mask(around.format(secret))
    hint = f":{secret_digits(secret)}" if kind == "card" else ""
    assert masked == Masked(around.format(f"⟦masked:{kind}{hint}⟧"), [kind])


def secret_digits(card: str) -> str:
    return "".join(str(int(sign)) for sign in card if sign.isdecimal())[-4:]


@pytest.mark.parametrize(("kind", "words", "secret"), SAID)
def test_a_value_beside_its_cue_is_gone(kind: str, words: str, secret: str) -> None:
    masked = mask(words)
    assert secret not in masked.text
    assert kind in masked.kinds


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("around", AROUND)
def test_what_is_no_secret_stays_byte_for_byte(text: str, around: str) -> None:
    assert mask(around.format(text)) == Masked(around.format(text), [])


@pytest.mark.parametrize("text", HARMLESS[:2])
def test_a_wrong_checksum_is_masked_beside_the_words_seed_phrase(text: str) -> None:
    assert mask(f"my seed phrase: {text}").text == "my seed phrase: ⟦masked:seed⟧"


def test_plain_english_that_is_right_by_chance_is_a_known_false_positive() -> None:
    assert mask(f"{PLAIN_ENGLISH[:-4]}can").kinds == ["seed"]


def test_the_nearer_word_decides_what_64_hex_digits_are() -> None:
    masked = mask(f"txid {HEX}, private key {HEX}").text
    assert masked == f"txid {HEX}, private key ⟦masked:private_key⟧"


def test_a_card_keeps_only_its_last_four_digits() -> None:
    (card,) = find(f"my card {CARDS[0]} was charged twice")
    assert (card.kind, card.hint, card.start, card.end) == ("card", "1111", 8, 27)


@pytest.mark.parametrize(
    "phrase",
    [
        YELLOW.upper(),
        YELLOW.title(),
        YELLOW.replace(" ", ", "),
        YELLOW.replace(" ", "\n"),
        YELLOW.replace(" ", " - "),
        YELLOW.replace(" ", "\u200b \u200b"),
        YELLOW.replace(" ", "\u200b"),
        YELLOW.replace("winner", "win\u00adner").replace("wave", "w\u200dave"),
        YELLOW.translate({ord(small): ord(small) + 0xFEE0 for small in "abcdefghijklmnopqrstuvwxyz"}),
        "\n".join(f"{n}. {word}" for n, word in enumerate(YELLOW.split(), start=1)),
        " ".join(f"{n}){word}" for n, word in enumerate(YELLOW.split(), start=1)),
        "\n".join(f"Word {n}: {word}" for n, word in enumerate(YELLOW.split(), start=1)),
        " | ".join(f"**{word}**" for word in YELLOW.split()),
        "[" + ", ".join(f'"{word}"' for word in YELLOW.split()) + "]",
        YELLOW.replace(" ", "_"),
        YELLOW.replace(" ", "%20"),
        " ".join(word[:4] for word in YELLOW.split()),
    ],
)
def test_a_phrase_is_found_however_it_is_written(phrase: str) -> None:
    masked = mask(f"look: {phrase} ok?")
    assert masked.kinds == ["seed"]
    assert not any(word in masked.text.lower() for word in ("legal", "sausage", "yell", "saus"))


def test_keys_broken_by_a_mail_client_are_found() -> None:
    assert mask(f"{XPRV[:76]}\n{XPRV[76:]}").text == "⟦masked:private_key⟧"
    assert mask(f"{WIF[:20]}\u200b{WIF[20:]}").text == "⟦masked:private_key⟧"


def test_several_secrets_are_named_once_in_order() -> None:
    masked = mask(f"2fa code 493021, {WIF} and 2fa code 112233, {WIF}")
    assert masked.kinds == ["code", "private_key"]
    assert masked.text.count("⟦masked:private_key⟧") == 2
