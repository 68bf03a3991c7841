"""The simulator with agents who may not serve everything, and lines that are closed at night."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets import simulation
from tickets.floor import Staff, play
from tickets.replay.spans import Spans
from tickets.simulation import Recorded, fifo, share_of_target

TARGETS = (24.0, 12.0, 4.0)
DAYS = Spans([(day * 24.0 + 9, day * 24.0 + 17) for day in range(60)])


def starts(served):
    return {one.number: round(one.at + one.wait, 6) for one in served}


@st.composite
def desks(draw):
    """Any arrivals of three classes, and a few agents of whom each serves some, at once or later."""
    many = draw(st.integers(1, 40))
    gaps = draw(st.lists(st.floats(0, 2), min_size=many, max_size=many))
    kinds = draw(st.lists(st.integers(0, 2), min_size=many, max_size=many))
    works = draw(st.lists(st.floats(0.01, 3), min_size=many, max_size=many))
    at, arrivals = 0.0, []
    for gap, kind, work in zip(gaps, kinds, works, strict=True):
        at += gap
        arrivals.append((at, kind, work))
    serves = st.dictionaries(st.integers(0, 2), st.sampled_from([0.0, 0.0, 1.5]), max_size=3)
    hours = draw(st.lists(st.sampled_from([None, DAYS]), min_size=3, max_size=3))
    return arrivals, Staff(draw(st.lists(serves, max_size=4)), 3, hours)


@settings(max_examples=200, deadline=None)
@given(desks())
def test_everybody_somebody_may_serve_is_served_once_and_only_while_open(desk):
    arrivals, staff = desk
    served = play(Recorded(arrivals), staff=staff, rule=share_of_target(TARGETS))
    can = {kind for agent in staff.agents for kind in agent}
    wanted = [number for number, (_, kind, _) in enumerate(arrivals) if kind in can]
    assert sorted(one.number for one in served) == wanted
    for one in served:
        soonest = min(agent[one.kind] for agent in staff.agents if one.kind in agent)
        assert one.wait >= soonest - 1e-9 or soonest == 0
        hours = staff.hours[one.kind]
        assert hours is None or hours.is_open(one.at + one.wait)
    for kind in range(3):
        numbers = [one.number for one in served if one.kind == kind]
        assert numbers == sorted(numbers)


@settings(max_examples=100, deadline=None)
@given(desks())
def test_never_more_at_work_than_there_are_agents_who_may_and_the_same_day_ends_the_same(desk):
    arrivals, staff = desk
    served = play(Recorded(arrivals), staff=staff, rule=share_of_target(TARGETS))
    assert served == play(Recorded(arrivals), staff=staff, rule=share_of_target(TARGETS))
    at_work = [(one.at + one.wait, one.at + one.wait + arrivals[one.number][2], one.kind) for one in served]
    for begun, _, _ in at_work:
        now = [kind for start, end, kind in at_work if start <= begun < end - 1e-6]
        assert len(now) <= len(staff.agents)
        for kind in range(3):
            assert now.count(kind) <= sum(kind in agent for agent in staff.agents)


@settings(max_examples=100, deadline=None)
@given(desks(), st.floats(0.5, 50))
def test_equal_targets_are_first_come_first_served(desk, target):
    arrivals, staff = desk
    equal = play(Recorded(arrivals), staff=staff, rule=share_of_target([target] * 3))
    first = play(Recorded(arrivals), staff=staff, rule=fifo)
    assert [one.number for one in equal] == [one.number for one in first]


def test_an_agent_is_given_only_what_they_may_serve_and_the_rest_waits_for_ever():
    arrivals = [(0.0, 0, 1.0), (0.0, 1, 1.0), (0.5, 0, 1.0)]
    served = play(Recorded(arrivals), staff=Staff([{0: 0.0}], 2), rule=fifo)
    assert starts(served) == {0: 0.0, 2: 1.0}


def test_nobody_there_serves_nobody_and_nothing_arrives_is_nothing():
    assert play(Recorded([(0.0, 0, 1.0)]), staff=Staff([], 1), rule=fifo) == []
    assert play(Recorded([]), staff=Staff.alike(2, 1), rule=fifo) == []


def test_colleagues_without_the_skill_are_asked_after_a_while_and_not_before():
    staff = Staff([{0: 0.0, 1: 0.0}, {0: 0.0, 1: 0.5}], 2)
    arrivals = [(0.0, 1, 2.0), (0.1, 1, 1.0), (0.2, 0, 0.1)]
    assert starts(play(Recorded(arrivals), staff=staff, rule=fifo)) == {0: 0.0, 2: 0.2, 1: 0.6}
    never = Staff([{0: 0.0, 1: 0.0}, {0: 0.0}], 2)
    assert starts(play(Recorded(arrivals), staff=never, rule=fifo))[1] == 2.0


def test_what_comes_at_night_waits_for_the_morning_and_what_is_open_does_not():
    staff = Staff([{0: 0.0, 1: 0.0}], 2, [DAYS, None])
    arrivals = [(1.0, 0, 0.5), (2.0, 1, 0.5), (20.0, 0, 0.5)]
    assert starts(play(Recorded(arrivals), staff=staff, rule=fifo)) == {1: 2.0, 0: 9.0, 2: 33.0}


def test_of_several_who_are_free_the_one_free_longest_serves():
    """Agent 1 serves both; were she taken first, the second arrival would find nobody."""
    staff = Staff([{0: 0.0}, {0: 0.0, 1: 0.0}], 2)
    served = play(Recorded([(0.0, 0, 5.0), (1.0, 1, 1.0)]), staff=staff, rule=fifo)
    assert starts(served) == {0: 0.0, 1: 1.0}


def test_who_listens_hears_how_far_it_is_and_may_end_it():
    heard = []
    arrivals = [(n / 10, 0, 0.05) for n in range(1200)]
    play(Recorded(arrivals), staff=Staff.alike(1, 1), rule=fifo, tell=heard.append)
    assert heard == [500, 1000]

    def enough(done):
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        play(Recorded(arrivals), staff=Staff.alike(1, 1), rule=simulation.fifo, tell=enough)
