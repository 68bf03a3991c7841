"""The parts of a replay without a database: openings, works, the roster's rule, figures, the picture."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.hours import parse
from tickets.replay import handling
from tickets.replay.chart import Chart
from tickets.replay.comparison import Row
from tickets.replay.figures import Figure, quantile
from tickets.replay.lanes import NEVER_SERVED, Outcome
from tickets.replay.roster import Colleague, Need, Roster
from tickets.replay.spans import Spans
from tickets.replay.week import Mark, Sort, Wait

SINCE = datetime(2026, 3, 23, tzinfo=UTC)  # the week in which Berlin's clocks go forward
MINUTE = 60.0


def after(**passed):
    return SINCE + timedelta(**passed)


# Openings.


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["Mo-Fr 09:00-18:00", "24/7", "Mo-Su 08:00-12:00,13:00-20:00", "Sa-Su 22:00-06:00"]),
    st.floats(0, 9 * 86_400),
    st.floats(0, 9 * 86_400),
)
def test_spans_count_as_the_hours_do(text, one, other):
    hours = parse(text, "Europe/Berlin")
    spans = Spans.of(hours, since=SINCE, first=SINCE, last=after(days=10))
    start, end = sorted((one, other))
    exact = hours.elapsed(after(seconds=start), after(seconds=end))
    assert spans.mark(end) - spans.mark(start) == pytest.approx(exact, abs=1e-3)
    assert spans.is_open(start) == hours.is_open(after(seconds=start))


def test_no_spans_are_never_open():
    nothing = Spans([])
    assert (nothing.is_open(0), nothing.mark(1e9)) == (False, 0.0)


# How long an answer keeps an agent.

ADA, BEN = 1, 2


def sort(**changed):
    said = {"clock": "first", "team": 1, "topic": 7, "category": "", "skill": None, "severity": 3}
    return Sort(**(said | {"channel": "web", "language": "en", "rank": 1, "senior": False} | changed))


def works(waits, marks):
    found = handling.of(waits, sorted(marks, key=lambda mark: mark.at))
    return found.seconds, dict(found.found)


def answered(ticket, *, came, ended, by=ADA, taken=None, **changed):
    """A wait, in minutes, and what its agent did."""
    wait = Wait(ticket, sort(**changed), after(minutes=came), after(minutes=ended))
    marks = [Mark(ticket, by, "replied", after(minutes=ended, seconds=0.02))]
    if taken is not None:
        marks.append(Mark(ticket, by, "claimed", after(minutes=taken)))
    return wait, marks


def test_work_begins_when_the_ticket_is_taken():
    wait, marks = answered(1, came=0, ended=60, taken=50)
    (seconds,), found = works([wait], marks)
    assert (seconds, found) == (pytest.approx(10 * MINUTE, abs=0.1), {"measured": 1})


def test_or_when_the_customer_wrote_to_somebody_who_has_it():
    wait, marks = answered(1, came=40, ended=60, taken=5)
    assert works([wait], marks)[0][0] == pytest.approx(20 * MINUTE, abs=0.1)


def test_or_with_the_same_agents_answer_before_for_nobody_does_two_things_at_once():
    one, first = answered(1, came=0, ended=30, taken=0)
    two, second = answered(2, came=0, ended=34, taken=1)
    three, third = answered(3, came=0, ended=35, taken=1, by=BEN)
    seconds, _ = works([one, two, three], first + second + third)
    assert seconds == pytest.approx([30 * MINUTE, 4 * MINUTE, 34 * MINUTE], abs=0.1)


def test_what_was_left_lying_over_night_is_the_median_of_its_topic():
    both = [answered(n, came=n * 60, ended=n * 60 + 8, taken=n * 60 + 3) for n in range(5)]
    lying, marks = answered(9, came=400, ended=400 + 15 * 60, taken=400, by=BEN)
    seconds, found = works(
        [wait for wait, _ in both] + [lying], [mark for _, them in both for mark in them] + marks
    )
    assert seconds[-1] == pytest.approx(5 * MINUTE, abs=0.1)
    assert found == {"measured": 5, "topic": 1}


def test_what_nobody_answered_goes_by_severity_team_or_all_and_else_is_assumed():
    both = [answered(n, came=n * 60, ended=n * 60 + 8, taken=n * 60 + 3) for n in range(5)]
    waits, marks = [wait for wait, _ in both], [mark for _, them in both for mark in them]
    others = [{"topic": None}, {"topic": None, "severity": 1}, {"topic": 8, "team": 2}]
    open_still = [Wait(50 + n, sort(**other), after(hours=9), None) for n, other in enumerate(others)]
    assert works(waits + open_still, marks)[1] == {"measured": 5, "severity": 1, "team": 1, "all": 1}
    assert works(open_still, []) == ([handling.ASSUMED] * 3, {"assumed": 3})


# Who may serve what: the rule of tickets.queue.


def colleague(name, *, teams=(1,), languages=("en",), skills=(), senior=False, here=True):
    return Colleague(name, frozenset(teams), frozenset(languages), frozenset(skills), senior, here)


def served(need, *colleagues, widen=None, chains=None):
    roster = Roster(colleagues, widen or {}, chains=chains or {})
    return {roster.here[number].name: wait for number, wait in roster.served(need).items()}


def test_only_the_team_and_those_who_speak_the_language():
    team = (colleague("ada", languages=("en", "de")), colleague("sam"), colleague("ben", teams=(2,)))
    assert served(Need(1, "en", None, False), *team) == {"ada": 0, "sam": 0}
    assert served(Need(1, "de", None, False), *team) == {"ada": 0}


def test_a_language_nobody_here_speaks_is_everybodys():
    ada, sam = colleague("ada"), colleague("sam", languages=("en", "fr"), here=False)
    assert served(Need(1, "tr", None, False), ada, sam) == {"ada": 0}
    assert served(Need(1, "fr", None, False), ada, sam) == {"ada": 0}


def test_a_language_widens_along_its_chain():
    team = [colleague(name, languages=(name,)) for name in ("pt", "es", "en", "fr")]
    asked = {"widen": {1: 60.0}, "chains": {"pt": ["es", "en"]}}
    assert served(Need(1, "pt", None, False), *team, **asked) == {"pt": 0, "es": 60, "en": 120, "fr": 180}
    assert served(Need(1, "pt", None, False), *team[1:], **asked) == {"es": 0, "en": 60, "fr": 120}


def test_a_skill_is_asked_first_and_the_rest_after_the_teams_minutes_or_never():
    ada, sam = colleague("ada", skills=(5,)), colleague("sam")
    need = Need(1, "en", 5, False)
    assert served(need, ada, sam, widen={1: 1800.0}) == {"ada": 0, "sam": 1800}
    assert served(need, ada, sam) == {"ada": 0}


def test_seniors_serve_their_tiers_where_the_team_has_any():
    ada, sam = colleague("ada"), colleague("sam", senior=True)
    assert served(Need(1, "en", None, True), ada, sam) == {"sam": 0}
    assert served(Need(1, "en", None, True), ada) == {"ada": 0}


# Figures.


def test_quantiles_are_waits_somebody_had_and_never_is_the_longest():
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert quantile([float(n) for n in range(1, 11)], 0.9) == 9.0
    assert quantile([1.0, None, None], 0.5) is None


def test_who_was_never_served_is_no_promise_kept():
    figure = Figure.of([Outcome(60.0, 0.5), Outcome(600.0, 1.2), NEVER_SERVED])
    assert (figure.many, figure.kept, figure.median, figure.ninth) == (3, 1, 600.0, None)


# The picture.


def row(before, after):
    return Row(3, "Entry", "#54657a", *(Figure(10, *both, kept=5) for both in (before, after)))


def test_longer_is_further_right_and_never_runs_out():
    chart = Chart([row((600, 3600), (900, 7200)), row((0, 0), (86_400, None))])
    first, second = chart.bands
    ends = [float(bar.end.rstrip("%")) for bar in (first.before, first.after)]
    assert 0 < ends[0] < ends[1] < 100
    assert (second.before.end, second.before.median) == ("0.00%", "0.00%")
    assert (second.after.end, second.after.never) == ("100.00%", True)
    assert chart.ticks[-1].seconds == 86_400


def test_short_waits_have_a_finer_axis():
    assert [tick.seconds for tick in Chart([row((60, 120), (60, 250))]).ticks] == [60, 120, 300]
    assert [tick.anchor for tick in Chart([row((0, 0), (0, 0))]).ticks] == ["start", "end"]
