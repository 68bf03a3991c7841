"""The tags as a template uses them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from support.look.promise import promise


def rendered(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_a_line_is_a_meter_with_words():
    html = rendered("{% line p label='Time used' %}", p=promise(target=3600, waited=3120))
    for part in (
        'role="meter"',
        'aria-label="Time used"',
        'aria-valuenow="86"',
        'aria-valuetext="52 min of 1 h"',
        'data-state="near"',
        "8 min left",
    ):
        assert part in html


def test_a_line_says_its_share_with_a_dot_in_every_language():
    with translation.override("de"):
        assert "--used: 0.867" in rendered("{% line p %}", p=promise(target=3600, waited=3120))


def test_a_calm_line_has_no_state():
    assert "data-state" not in rendered("{% line used=0.2 words='1 h left' %}")


def test_a_bare_line_keeps_its_meaning_for_ears():
    html = rendered("{% line p bare=True %}", p=promise(target=3600, waited=3120))
    assert "line-left" not in html
    assert "52 min of 1 h" in html


def test_a_range_says_itself_in_a_sentence():
    html = rendered("{% range_line low=120 mid=360 high=840 label='Chat wait' %}")
    assert 'aria-label="Chat wait: about 6 min, 9 of 10 under 14 min"' in html
    assert "--low: 0.143; --mid: 0.429" in html


def test_a_closed_door_promises_nothing():
    html = rendered("{% range_line off=True label='Chat' %}")
    assert "data-off" in html
    assert "min" not in html


def test_no_target_no_promise():
    assert rendered("{% promise target=None waited=5 as p %}{{ p }}") == "None"


def test_a_tier_is_a_ladder_of_at_most_four_steps():
    assert 'data-tier="4"' in rendered("{% tier t %}", t=SimpleNamespace(rank=9, name="Business"))
    assert rendered("{% tier t %}", t=None) == ""


def test_a_tier_named_by_an_enemy_is_only_a_name():
    assert "<b>" not in rendered("{% tier t %}", t=SimpleNamespace(rank=1, name="<b>x"))


def test_a_severity_is_letter_weight_and_words():
    html = rendered("{% severity 1 'locked out' %}")
    assert 'data-level="1"' in html
    assert "S1" in html
    assert "locked out" in html


def test_an_icon_beside_a_word_is_silent_and_alone_it_has_a_name():
    assert 'aria-hidden="true"' in rendered("{% icon 'chat' %}")
    assert 'role="img" aria-label="Chat"' in rendered("{% icon 'chat' label='Chat' %}")


def test_a_moment_carries_its_machine_form():
    moment = datetime(2026, 11, 22, 13, 9, tzinfo=UTC)
    html = rendered("{% when m 'clock' %}", m=moment)
    assert html == '<time datetime="2026-11-22T13:09:00+00:00" data-form="clock">13:09</time>'
    assert rendered("{% when m %}", m=None) == ""


@pytest.mark.parametrize(
    ("source", "words"), [("{{ 4200|duration }}", "1 h 10 min"), ("{{ 61|duration:'brief up' }}", "2 min")]
)
def test_a_length_in_a_template(source, words):
    assert rendered(source) == words


def test_an_unknown_length_is_silence():
    assert rendered("{{ missing|duration }}{{ missing|ago }}") == ""


@pytest.mark.parametrize(
    ("name", "letters"), [("Lena Krause", "LK"), ("李 静", "李静"), ("@lena_k", "?"), ("", "?"), ("ada", "A")]
)
def test_initials_are_never_empty(name, letters):
    assert rendered("{{ n|initials }}", n=name) == letters


def test_masked_text_in_a_template_is_not_escaped_twice():
    assert rendered("{{ t|masked_text }}", t="a < b") == '<p dir="auto">a &lt; b</p>'


def test_a_message_shows_hostile_names_as_names():
    html = rendered(
        "{% include 'components/message.html' with author=a body=b only %}",
        a="<script>x</script>",
        b="hi",
    )
    assert "<script>" not in html
