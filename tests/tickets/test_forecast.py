"""How long it will take: numbers that were checked by hand, and ranges that hold what they say."""

import pytest

from tests.tickets.lines_played import play
from tickets import beta
from tickets.forecast import Pace, Range, forecast, pace

WINDOW = 60  # minutes that a pace is measured over


def test_twelve_ahead_and_forty_answers_an_hour():
    """The vector of the reference: 10.8 / 15.2 / 18.9 / 23.4 / 31.4 minutes."""
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    x = [beta.quantile(share, 13, 40.5) for share in shares]
    assert [round(60 * one / (1 - one), 1) for one in x] == [10.8, 15.2, 18.9, 23.4, 31.4]
    said = forecast(12, pace=Pace(40, 60), people=1)
    assert (round(said.low, 1), round(said.mid, 1), round(said.high, 1)) == (12.3, 18.9, 28.2)


def test_a_pace_that_is_well_known_leaves_only_the_gamma():
    """Gamma(5, 1) has 10 % below 2.43 and above 7.99; its middle is 4.67."""
    said = forecast(4, pace=Pace(1_000_000, 1_000_000), people=1)
    assert (round(said.low, 2), round(said.mid, 2), round(said.high, 2)) == (2.43, 4.67, 7.99)


@pytest.mark.parametrize(
    ("a", "b", "x", "share"), [(1, 1, 0.3, 0.3), (2, 3, 0.5, 0.6875), (0.5, 0.5, 0.5, 0.5)]
)
def test_the_beta_distribution(a, b, x, share):
    assert beta.below(x, a, b) == pytest.approx(share, abs=1e-7)
    assert beta.quantile(share, a, b) == pytest.approx(x, abs=1e-7)


def test_who_leaves_makes_it_shorter_and_more_people_do_too():
    usual = forecast(20, pace=Pace(40, 60), people=1)
    assert forecast(20, pace=Pace(40, 60), people=1, patience=10).mid < usual.mid
    assert forecast(20, pace=Pace(40, 60), people=2).mid < usual.mid
    assert forecast(20, pace=Pace(40, 60), people=1, overtaking=0.3).mid > usual.mid


def test_somebody_free_answers_at_their_own_pace():
    said = forecast(0, pace=Pace(4000, 4000), people=5)
    assert said.mid == pytest.approx(0.693, abs=0.01)  # ln 2
    assert said == forecast(4, pace=Pace(4000, 4000), people=5)


def test_nothing_is_said_of_four_answers_or_without_anybody_or_beyond_a_day():
    assert forecast(3, pace=None, people=3) is None
    assert forecast(3, pace=Pace(4, 60), people=3) is None
    assert forecast(3, pace=Pace(5, 60), people=3)
    assert forecast(3, pace=Pace(5, 60), people=0) is None
    assert forecast(999, pace=Pace(5, 60), people=1) is None


def test_where_later_promises_are_longer_the_order_changes_while_all_wait():
    """A hundred stand there, and each five minutes ten of them fall behind who comes now."""
    said = forecast(lambda minutes: max(0, 100 - 2 * int(minutes)), pace=Pace(6000, 6000), people=1)
    assert 30 <= said.mid <= 36  # w = 101 - 2w
    assert forecast(100, pace=Pace(6000, 6000), people=1).mid > 95


def test_the_pace_counts_only_the_time_in_which_somebody_waited():
    spans = [(10 * n, 10 * n + 2) for n in range(6)]
    assert pace(spans, people=3, since=0, now=60) == Pace(6, 12)


def test_two_who_wait_keep_two_busy_but_not_one():
    spans = [(0, 10)] * 6
    assert pace(spans, people=1, since=0, now=60) == Pace(6, 10)
    assert pace(spans, people=2, since=0, now=60) == Pace(6, 20)


def test_who_still_waits_is_work_and_no_answer():
    spans = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 99)]
    assert pace(spans, people=1, since=0, now=60) == Pace(5, 60)


def test_four_answers_are_no_pace():
    assert pace([(0, 1)] * 4, people=1, since=0, now=60) is None
    assert pace([], people=1, since=0, now=60) is None


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        (Range(12.3, 18.9, 28.2), Range(10, 20, 30)),
        (Range(0.2, 0.4, 0.7), Range(0, 1, 1)),
        (Range(61, 100, 130), Range(60, 90, 180)),
        (Range(1, 2, 3), Range(1, 2, 3)),
    ],
)
def test_rounded_outward_into_numbers_people_say(exact, said):
    assert exact.outward() == said


def covered(people, load, patience, seeds):
    """Shares of waits within the exact and the rounded range, and of those below the high end."""
    hits = {"exact": 0, "said": 0, "below": 0}
    cases = 0
    for seed in range(seeds):
        line = play(seed, people=people, load=load, patience=patience)
        for probe in line[::7]:
            if probe.came < 2 * WINDOW or probe.answered is None:
                continue
            seen = [(one.came, end) for one in line if (end := one.answered) and one.came < probe.came]
            measured = pace(seen, people=people, since=probe.came - WINDOW, now=probe.came)
            said = forecast(probe.found, pace=measured, people=people, patience=patience)
            if said is None:
                continue
            waited, round_ = probe.answered - probe.came, said.outward()
            cases += 1
            hits["exact"] += said.low <= waited <= said.high
            hits["said"] += round_.low <= waited <= round_.high
            hits["below"] += waited <= round_.high
    return {name: hit / cases for name, hit in hits.items()} | {"cases": cases}


@pytest.mark.parametrize(
    ("people", "load", "patience"),
    [(1, 0.8, None), (5, 0.95, None), (5, 1.2, 15.0), (12, 0.9, None), (5, 0.5, None)],
)
def test_eight_of_ten_waits_lie_within_what_was_said(people, load, patience):
    """Nominal 80 % between the ends and 90 % below the high one; rounding outward may only make it safer."""
    found = covered(people, load, patience, seeds=12)
    print(people, load, patience, found)
    assert found["cases"] > 150
    assert 0.74 <= found["exact"] <= 0.92
    assert found["said"] >= 0.8
    assert found["below"] >= 0.88
