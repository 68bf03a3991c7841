"""Links in what customers write: the whole address seen, and nothing else read as a link."""

import pytest

from support.look.said import paragraphs


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("See https://a.example/x.", "https://a.example/x"),
        ("(http://a.example/?x=1&y=2)", "http://a.example/?x=1&amp;y=2"),
        ("HTTPS://A.example", "HTTPS://A.example"),
    ],
)
def test_an_address_is_a_link_that_shows_all_of_itself(text, href):
    away = 'target="_blank" rel="noopener noreferrer nofollow ugc"'
    assert f'<a href="{href}" {away}>{href}</a>' in paragraphs(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "www.a.example",
        "https://",
        "https://ours.example@evil.example/",
        "[help](javascript:alert(1))",
        "xhttps://a.example",
    ],
)
def test_what_is_no_plain_address_stays_words(text):
    assert "<a" not in paragraphs(text)


def test_nothing_escapes_from_an_address():
    shown = paragraphs('https://a.example/"onmouseover="alert(1) https://a.example/<b>')
    assert "<b>" not in shown
    assert 'onmouseover="' not in shown.replace("&quot;", "")


def test_masks_and_ids_beside_a_link_stay_what_they_are():
    shown = paragraphs("About MER-7QX2KDC: https://a.example/⟦masked:password⟧")
    assert '<span class="id">MER-7QX2KDC</span>' in shown
    assert 'class="masked"' in shown
