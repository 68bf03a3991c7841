"""The line's states and words, at their edges."""

import pytest

from support.look.promise import Estimate, promise


@pytest.mark.parametrize(
    ("target", "waited", "state", "words", "meaning"),
    [
        (7200, 3000, "calm", "1 h 10 left", "50 min of 2 h"),
        (3600, 2699, "calm", "15 min left", "44 min of 1 h"),
        (3600, 2700, "near", "15 min left", "45 min of 1 h"),
        (3600, 3120, "near", "8 min left", "52 min of 1 h"),
        (7200, 7170, "near", "due now", "1 h 59 min of 2 h"),
        (7200, 7200, "near", "due now", "2 h of 2 h"),
        (7200, 7259, "past", "due now", "2 h of 2 h"),
        (7200, 10800, "past", "1 h over", "3 h of 2 h"),
        (120, 180, "past", "1 min over", "3 min of 2 min"),
    ],
)
def test_a_running_promise_says_what_is_left(target, waited, state, words, meaning):
    made = promise(target=target, waited=waited)
    assert (made.state, made.words, made.meaning) == (state, words, meaning)


def test_a_stopped_clock_is_not_running_out():
    made = promise(target=43_200, waited=3300, paused=True)
    assert (made.state, made.words, made.meaning) == ("paused", "paused", "55 min of 12 h, clock stopped")


def test_a_promise_broken_before_the_pause_stays_broken():
    assert promise(target=3600, waited=7200, paused=True).state == "past"


def test_an_answer_in_time_keeps_the_promise():
    made = promise(target=7200, waited=2220, answered=True)
    assert (made.state, made.words) == ("kept", "answered in 37 min")


def test_a_late_answer_does_not():
    made = promise(target=7200, waited=10_800, answered=True)
    assert (made.state, made.words) == ("past", "answered after 3 h")


def test_a_meter_never_says_more_than_the_whole():
    assert promise(target=60, waited=600).percent == 100
    assert promise(target=600, waited=60).percent == 10


def test_a_promise_without_a_time_is_refused():
    with pytest.raises(ValueError, match="needs a time"):
        promise(target=0, waited=5)


def test_an_estimate_is_a_range_and_its_bound_is_never_flattered():
    guess = Estimate(low=125, mid=350, high=841)
    assert guess.words == "about 6 min, 9 of 10 under 15 min"
    assert guess.from_words == "2 min"
    assert guess.waited_words == ""


def test_a_visitors_own_wait_is_said():
    assert Estimate(low=120, mid=360, high=840, waited=250).waited_words == "4 min so far"


def test_an_estimate_without_a_bound_draws_nothing():
    assert Estimate(low=0, mid=0, high=0).share(5) == 0
