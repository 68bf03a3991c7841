"""How many agents: the published vectors, and what must hold whatever the numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.staffing import Impatient, Patient, agents_for, erlang_b

HOUR = 3600


@pytest.mark.parametrize(
    ("rate", "handling", "agents", "waits", "mean", "in_20", "in_60"),
    [
        (100, 180, 6, 0.5875, 105.75, 0.4743, 0.5790),
        (100, 180, 7, 0.3241, 29.17, 0.7404, 0.8336),
        (240, 300, 22, 0.5679, 85.19, 0.5030, 0.6193),
        (240, 300, 25, 0.2091, 12.55, 0.8502, 0.9231),
        (60, 900, 16, 0.7301, 657.07, 0.2860, 0.3170),
    ],
)
def test_erlang_c(rate, handling, agents, waits, mean, in_20, in_60):
    line = Patient(rate / HOUR, handling, agents)
    assert line.waits == pytest.approx(waits, abs=5e-5)
    assert line.mean_wait == pytest.approx(mean, abs=5e-3)
    assert (line.within(20), line.within(60)) == pytest.approx((in_20, in_60), abs=5e-5)


@pytest.mark.parametrize(
    ("patience", "agents", "waits", "leaves", "queue", "mean"),
    [
        (600, 20, 0.6099, 0.0737, 2.947, 44.21),
        (600, 18, 0.7996, 0.1312, 5.248, 78.72),
        (120, 20, 0.4254, 0.1085, 0.868, 13.03),
    ],
)
def test_erlang_a(patience, agents, waits, leaves, queue, mean):
    line = Impatient(240 / HOUR, 300, patience, agents)
    assert (line.waits, line.leaves) == pytest.approx((waits, leaves), abs=5e-5)
    assert line.queue == pytest.approx(queue, abs=5e-4)
    assert line.mean_wait == pytest.approx(mean, abs=5e-3)


def test_too_few_agents_wait_for_ever_and_patience_ends():
    overrun = Patient(100 / HOUR, 180, 5)
    assert (overrun.waits, overrun.mean_wait, overrun.within(HOUR)) == (1.0, math.inf, 0.0)
    assert overrun.quantile(0.9) == math.inf
    assert Impatient(100 / HOUR, 180, 600, 3).mean_wait < 600


@given(st.floats(1, 400), st.floats(30, 3000), st.floats(10, 600), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_fewest_agents_keep_the_promise_and_one_less_does_not(rate, handling, within, share):
    agents = agents_for(rate / HOUR, handling, within=within, share=share)
    assert Patient(rate / HOUR, handling, agents).within(within) >= share
    assert agents == 1 or Patient(rate / HOUR, handling, agents - 1).within(within) < share


@given(st.floats(1, 300), st.floats(30, 2000), st.integers(1, 60), st.sampled_from([0.5, 0.9]))
def test_one_more_agent_never_makes_it_longer_and_the_quantile_is_one(rate, handling, agents, share):
    fewer, more = (Patient(rate / HOUR, handling, agents + n) for n in (0, 1))
    assert more.mean_wait <= fewer.mean_wait
    if more.is_stable:
        assert more.within(more.quantile(share)) >= share - 1e-9
    assert erlang_b(more.load, agents + 1) <= erlang_b(more.load, agents)


def test_who_asks_for_too_much_is_told():
    with pytest.raises(ValueError, match="more than 2000 agents"):
        agents_for(1e6, 1e4, within=1, share=0.99)


@pytest.mark.parametrize(("patience", "agents"), [(600, 20), (600, 18), (120, 20), (5000, 22)])
def test_in_the_end_everybody_is_answered_or_has_left(patience, agents):
    line = Impatient(240 / HOUR, 300, patience, agents)
    assert line.within(100 * HOUR) == pytest.approx(1 - line.leaves, abs=1e-6)
    assert line.within(0) == pytest.approx(1 - line.waits, abs=1e-9)


def test_with_endless_patience_erlang_a_is_erlang_c():
    patient, hardly = Patient(240 / HOUR, 300, 22), Impatient(240 / HOUR, 300, 1e9, 22)
    for time in (20, 60, 600):
        assert hardly.within(time) == pytest.approx(patient.within(time), abs=1e-4)


@given(st.floats(1, 300), st.floats(30, 2000), st.floats(20, 3000), st.integers(1, 40), st.floats(1, 3000))
def test_longer_or_more_agents_never_answer_fewer(rate, handling, patience, agents, time):
    line = Impatient(rate / HOUR, handling, patience, agents)
    assert 0 <= line.within(time) <= line.within(2 * time) + 1e-6 <= 1 + 2e-6
    assert line.within(time) <= Impatient(rate / HOUR, handling, patience, agents + 1).within(time) + 1e-6
