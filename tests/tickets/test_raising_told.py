"""Harm that is told raises in nine languages, whatever the guesser thinks; calm words do not."""

import pytest

from tests.tickets.alarm_sentences import ALARMS
from tests.tickets.calm_sentences import QUIET
from tickets.guessing.raising import raised
from tickets.severity import Severity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]
FEWEST_HEARD, MOST_FALSE = 0.95, 0.03


def _sentences(of):
    return [(code, words) for code, sentences in of.items() for words in sentences]


def test_frightened_sentences_are_heard():
    asked = _sentences(ALARMS)
    missed = [one for one in asked if not (found := raised(one[1], one[0])) or found.topic.severity]
    assert len(asked) >= 90
    assert len(missed) / len(asked) <= 1 - FEWEST_HEARD, missed


def test_calm_sentences_raise_nothing():
    asked = _sentences(QUIET)
    false = [(*one, found.because) for one in asked if (found := raised(one[1], one[0]))]
    assert len(asked) >= 60
    assert len(false) / len(asked) <= MOST_FALSE, false


@pytest.mark.parametrize(
    "words", ["Someone is trading on my account", "我的账户被盗了", "hesabıma girmişler"]
)
def test_it_names_the_words_that_told_of_it(words):
    found = raised(words, "en")
    assert (found.topic.severity, bool(found.because[0])) == (Severity.S0, True)


def test_on_an_english_page_other_languages_are_heard_and_calm_ones_are_not():
    missed = [one for one in _sentences(ALARMS) if not raised(one[1], "en")]
    false = [one for one in _sentences(QUIET) if raised(one[1], "en")]
    assert len(missed) <= 0.1 * len(_sentences(ALARMS)), missed
    assert len(false) <= 0.05 * len(_sentences(QUIET)), false
