"""The queue rule without a database: it agrees with the theory, and nobody starves."""

import io
from collections import defaultdict
from statistics import fmean

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets import simulation
from tickets.floor import Staff
from tickets.floor import play as serve
from tickets.management.commands import simulate
from tickets.simulation import Poisson, Recorded, kleinrock

TARGETS = (24.0, 12.0, 4.0)
RULES = {
    "fifo": simulation.fifo,
    "strict": simulation.strict((0, 1, 2)),
    "due": simulation.earliest_due(TARGETS),
    "share": simulation.share_of_target(TARGETS),
}


def play(source, *, agents, rule):
    """Three classes and agents who serve them all."""
    return serve(source, staff=Staff.alike(agents, 3), rule=rule)


def waits(served):
    lines = defaultdict(list)
    for one in served:
        lines[one.kind].append(one.wait)
    return [lines[kind][len(lines[kind]) // 20 :] for kind in sorted(lines)]


def test_kleinrocks_formula_within_two_percent():
    rates, gains = (0.5, 0.25, 0.15), (1.0, 2.0, 4.0)
    formula = kleinrock(rates, 1.0, 2.0, gains)
    assert formula == pytest.approx([11.803, 6.540, 3.756], abs=5e-4)
    source = Poisson(rates, 1.0, 300_000)
    served = play(source, agents=1, rule=simulation.accumulating(gains))
    assert [fmean(line) for line in waits(served)] == pytest.approx(formula, rel=0.02)


def test_equal_gains_are_first_come_first_served():
    formula = kleinrock((0.5, 0.25), 1.0, 2.0, (1.0, 1.0))
    assert formula == pytest.approx([0.75 / (1 - 0.75)] * 2)


def test_in_a_surge_strict_priority_lets_entry_wait_alone_and_the_share_of_the_target_does_not():
    """Ten hours of twice the capacity: under strict priority Entry alone waits."""
    arrivals = [(n / 120, (0, 0, 0, 0, 0, 0, 1, 1, 1, 2)[n * 7 % 10], 1 / 6) for n in range(1200)]
    mean = {
        name: [fmean(line) for line in waits(play(Recorded(arrivals), agents=10, rule=rule))]
        for name, rule in RULES.items()
    }
    assert mean["strict"][0] > mean["share"][0] > mean["share"][1] > mean["share"][2]
    assert mean["strict"][1] < 0.5 < mean["share"][1]
    assert mean["fifo"][0] == pytest.approx(mean["fifo"][2], rel=0.1)


@st.composite
def days(draw):
    """Any arrivals of three classes, and a few agents."""
    gaps = draw(st.lists(st.floats(0, 2), min_size=1, max_size=60))
    kinds = draw(st.lists(st.integers(0, 2), min_size=len(gaps), max_size=len(gaps)))
    works = draw(st.lists(st.floats(0.01, 3), min_size=len(gaps), max_size=len(gaps)))
    at, arrivals = 0.0, []
    for gap, kind, work in zip(gaps, kinds, works, strict=True):
        at += gap
        arrivals.append((at, kind, work))
    return arrivals, draw(st.integers(1, 4))


@settings(max_examples=150, deadline=None)
@given(days(), st.sampled_from(sorted(RULES)))
def test_everybody_is_served_once_and_inside_a_class_in_order(day, rule):
    arrivals, agents = day
    served = play(Recorded(arrivals), agents=agents, rule=RULES[rule])
    assert sorted(one.number for one in served) == list(range(len(arrivals)))
    assert all(one.wait >= 0 and one.at == arrivals[one.number][0] for one in served)
    for kind in range(3):
        numbers = [one.number for one in served if one.kind == kind]
        assert numbers == sorted(numbers)


@settings(max_examples=150, deadline=None)
@given(days())
def test_only_a_faster_promise_overtakes_and_only_with_the_larger_share(day):
    """Whoever came later and was served first had a faster promise, and had used the larger share of it."""
    arrivals, agents = day
    served = play(Recorded(arrivals), agents=agents, rule=RULES["share"])
    starts = {one.number: one.at + one.wait for one in served}
    order = [one.number for one in served]
    for place, number in enumerate(order):
        came, kind, _ = arrivals[number]
        for later in order[:place]:
            later_came, later_kind, _ = arrivals[later]
            if later_came > came and starts[later] < starts[number]:
                waited, their_wait = starts[later] - came, starts[later] - later_came
                assert their_wait / TARGETS[later_kind] >= waited / TARGETS[kind] - 1e-9
                assert TARGETS[later_kind] < TARGETS[kind]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2), st.integers(1, 400), st.integers(1, 3))
def test_under_a_flood_of_the_fastest_promise_everybody_is_served_within_the_bound(kind, flood, agents):
    """The flood begins with one of `kind` and never lets up: it is served once its share exceeds all others',
    that is before arrivals younger than wait × target(fastest) / target(kind) have all gone first."""
    work = 0.1
    arrivals = [(0.0, 2, work)] * agents + [(0.0, kind, work)]
    arrivals += [(0.05 * n / agents, 2, work) for n in range(flood)]
    served = play(Recorded(arrivals), agents=agents, rule=RULES["share"])
    mine = next(one for one in served if one.number == agents)
    ahead = sum(1 for one in served if one.number > agents and one.at + one.wait < mine.at + mine.wait)
    ratio = TARGETS[2] / TARGETS[kind]
    # At the time t it is served, only those that came before t (1 − ratio) can have had the larger share.
    assert ahead <= (mine.wait * (1 - ratio) + work) / (0.05 / agents) + agents


def test_the_command_prints_both_tables():
    said = io.StringIO()
    call_command("simulate", tickets=3000, stdout=said)
    words = said.getvalue()
    assert all(rule in words for rule in ("fifo", "strict", "earliest due date", "share of target"))
    assert "Kleinrock" in words


# Published, rounded: mean and 95th percentile in hours and percent missed, of the tiers promised 24, 12 and
# 4 hours (docs/queue.md).
PUBLISHED = {
    "fifo": ((7.1, 7.1, 7.1), (14.7, 14.7, 14.7), (0, 21.6, 62.7)),
    "strict": ((11.9, 0.03, 0.02), (24.5, 0.1, 0.06), (6.8, 0, 0)),
    "earliest due date": ((10.7, 2.4, 0.07), (20.3, 8.3, 0.3), (0, 0, 0)),
    "share of target": ((9.3, 4.7, 1.6), (19.2, 9.6, 3.2), (0, 0, 0)),
}
# So near to saturation figures settle slowly: with fewer of this seed's tickets some stray by more than 5 %.
ENOUGH = 1_500_000


def like(published):
    """Within 5 %, and as near as rounding lets one see: hundredths of a mean, tenths of the others."""
    mean, p95, missed = published
    return [
        pytest.approx(row, rel=0.05, abs=slack) for row, slack in ((mean, 0.005), (p95, 0.05), (missed, 0.05))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", simulate.RULES)
def test_the_command_reproduces_the_published_table_of_its_rule_and_of_no_other(name):
    rates = [simulate.AGENTS * simulate.PER_HOUR * 0.995 * part for part in simulate.MIX]
    source = Poisson(rates, 1 / simulate.PER_HOUR, ENOUGH, seed=3)
    lines = simulate._waits(source, agents=simulate.AGENTS, rule=simulate.RULES[name])
    figures = list(simulate.figures(lines))
    assert [rule for rule, published in PUBLISHED.items() if figures == like(published)] == [name]
