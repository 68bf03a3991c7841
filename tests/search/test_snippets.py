"""What a result shows of its text."""

from support.search.snippets import marked, snippet

LONG = "Nothing here. " * 40 + "The memo tells us whose deposit it is. " + "And nothing there. " * 40


def test_a_snippet_shows_where_the_words_are() -> None:
    shown = snippet(LONG, {"memo", "deposit"}, "en")
    assert "<mark>memo</mark>" in shown
    assert "<mark>deposit</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_without_a_hit_it_shows_the_beginning() -> None:
    assert snippet("Short text.", {"absent"}, "en") == "Short text."


def test_what_an_author_wrote_is_never_markup() -> None:
    shown = snippet('<img src=x onerror="a()"> memo <mark>', {"memo", "img", "mark"}, "en")
    assert "&lt;<mark>img</mark>" in shown
    assert "onerror=&quot;" in shown
    assert "<img" not in shown
    assert shown.count("<mark>") == shown.count("</mark>")


def test_inflected_words_are_marked_too() -> None:
    assert "<mark>Einzahlungen</mark>" in marked("Alle Einzahlungen", {"einzahlung"}, "de")


def test_words_that_only_begin_alike_are_not() -> None:
    assert "<mark>" not in marked("Transparent", {"transfer"}, "en")


def test_accents_do_not_matter() -> None:
    assert marked("Contraseña", {"contrasena"}, "es") == "<mark>Contraseña</mark>"


def test_chinese_is_marked_by_pairs_joined_up() -> None:
    assert marked("我的充值未到账了", {"充值未到账"}, "zh-hans") == "我的<mark>充值未到账</mark>了"
