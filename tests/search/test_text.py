"""How text is read, language by language."""

import pytest

from support.search import text


@pytest.mark.parametrize(
    ("code", "written", "folded"),
    [
        ("es", "¿Contraseña OLVIDADA?", ["contrasena", "olvidada"]),
        ("de", "Überweisung heißt", ["uberweisung", "heisst"]),
        ("fr", "L'œuvre reçue", ["l", "oeuvre", "recue"]),
        ("ru", "Ёлка й", ["елка", "й"]),
        ("tr", "IŞIK İstanbul", ["isik", "istanbul"]),
        ("en", "ＦＵＬＬ width", ["full", "width"]),
        ("zh-hans", "充值USDT未到账", ["充值", "usdt", "未到账"]),
    ],
)
def test_words_are_folded_as_people_type_them(code: str, written: str, folded: list[str]) -> None:
    assert text.words(written, code) == folded


def test_turkish_keeps_its_two_letters_i_for_the_stemmer() -> None:
    assert text.lower("IĞDIR İZMİR", "tr") == "ığdır izmir"


def test_other_languages_know_only_one_i() -> None:
    assert text.lower("IDAHO", "en") == "idaho"


def test_pieces_are_windows_over_a_word_with_its_ends() -> None:
    assert text.pieces("hash") == [" has", "hash", "ash "]
    assert text.pieces("a") == [" a "]


def test_pieces_of_chinese_are_characters_and_pairs() -> None:
    assert text.pieces("未到账") == ["未", "到", "账", "未到", "到账"]


def test_an_id_is_no_word_with_pieces() -> None:
    assert text.pieces("f" * 64) == []


def test_chinese_is_heard_as_it_is_typed_and_other_languages_are_not() -> None:
    assert text.sounds("充值 USDT", "zh-hans") == ["chong", "zhi", "chongzhi"]
    assert text.sounds("银行", "zh-hans") == ["yin", "hang", "yinhang"]  # not xing, its other reading
    assert text.sounds("Deposit", "en") == []
