"""What people wrote is shown as they wrote it and never runs."""

import pytest

from support.look.said import LONGEST, mask, paragraphs
from support.shield.marks import mark

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '"><b onmouseover=alert(1)>',
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ request.user }}{% csrf_token %}",
    "%(what)s {0} {}",
    "⟦masked:<script>⟧",
    "⟦masked:seed:<b>⟧",
    "0x7b1e04a9f2c85d33<script>alert(1)</script>",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    shown = paragraphs(text)
    bare = shown.replace('<p dir="auto">', "").replace("</p>", "").replace('<span class="id">', "")
    assert "<" not in bare.replace("</span>", "").replace("<br>", "")


def test_an_entity_somebody_typed_stays_what_they_typed():
    assert paragraphs("&lt;b&gt;") == '<p dir="auto">&amp;lt;b&amp;gt;</p>'


def test_plain_words_are_untouched():
    assert paragraphs("1 250 USDT, ordered at 12:58") == '<p dir="auto">1 250 USDT, ordered at 12:58</p>'


def test_lines_and_paragraphs_stay_apart():
    assert paragraphs("one\ntwo\r\n\r\nthree") == ('<p dir="auto">one<br>two</p>\n<p dir="auto">three</p>')


def test_nothing_said_shows_nothing():
    assert paragraphs(" \n\n ") == ""


def test_a_mask_is_hatched_and_named():
    shown = paragraphs(f"my phrase is {mark('seed')} ok")
    assert 'class="masked"' in shown
    assert "recovery phrase hidden" in shown
    assert "⟦" not in shown


def test_a_card_says_only_its_last_digits():
    assert "card number hidden, ends in 1111" in mask("card", "1111")


def test_an_unknown_kind_is_just_a_secret():
    assert "secret hidden" in mask("pigeon")


def test_ids_are_set_apart():
    assert '<span class="id">MER-7QX2KDC</span>' in paragraphs("About MER-7QX2KDC.")


def test_ordinary_long_words_are_no_ids():
    assert 'class="id"' not in paragraphs("Donaudampfschifffahrtsgesellschaft 1234567890 0xCAFE")


def test_a_very_long_text_is_cut_not_served_whole():
    assert len(paragraphs("a" * (LONGEST + 5000))) < LONGEST + 100
