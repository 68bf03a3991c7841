"""Nobody starves: a bound for every tier, held by the product's own queue and by the rule played in volume.

What is derived stands in tests/tickets/starvation.py, and in words in docs/queue.md.
"""

import pgtrigger
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.people.models import Agent
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.starvation import (
    Arrival,
    Class,
    bound,
    bounds,
    promised,
    through_the_queue,
    trespasses,
)
from tickets import floor, priority, simulation
from tickets.models import Event, Message, Ticket

TIERS = ("entry", "verified", "plus", "business")
HOUR = 3600
# In volume, without the database: four targets in the ratios of tiers, and S0.
PLAYED = [Class("entry", 3, 48), Class("verified", 3, 24), Class("plus", 3, 8), Class("business", 1, 1)]
MONEY = Class("entry", 0, 0.25)


def played(arrivals, agents, rule):
    """The waits, in the order of arrival, when the rule is played without a database."""
    kinds = sorted({one.kind for one in arrivals}, key=lambda kind: kind.target)
    recorded = [(one.at, kinds.index(one.kind), one.work) for one in arrivals]

    def place(now, came, number):
        return rule(now - came, kinds[number], came)

    staff = floor.Staff.alike(agents, len(kinds))
    served = floor.play(simulation.Recorded(recorded), staff=staff, rule=place)
    return [one.wait for one in sorted(served, key=lambda one: one.number)]


def share(wait, kind, came):
    """The house's rule."""
    return priority.order(used=wait / kind.target, since=came, urgent=kind.severity == 0)


def strict(wait, kind, came):
    """What the house does not do: the faster promise first, however long others have waited."""
    return kind.target


def days(kinds, *, most, longest, works):
    """Any arrivals of these classes, in order of time."""
    one = st.tuples(st.floats(0, longest), st.sampled_from(kinds), works)
    return st.lists(one, min_size=1, max_size=most).map(
        lambda rows: [Arrival(*row) for row in sorted(rows, key=lambda row: row[0])]
    )


@settings(max_examples=200, deadline=None)
@given(
    days([*PLAYED, MONEY], most=60, longest=40, works=st.floats(0.1, 3)),
    st.integers(1, 4),
    st.floats(0, 0.95),
)
def test_whatever_comes_nobody_waits_beyond_the_bound(arrivals, agents, load):
    waits = played(arrivals, agents, share)
    for wait, most in zip(waits, bounds(arrivals, waits, agents, load), strict=True):
        assert most is not None  # below capacity every class has one
        assert wait <= most + 1e-6
    assert trespasses(arrivals, waits) == []


def flood(fast, patient, *, agents, load, long):
    """All agents are taken; one of `patient` comes; then only `fast` ones, for `long` pieces of work."""
    gap = 1 / (agents * load)
    head = [Arrival(0, fast, 1.0)] * agents + [Arrival(0, patient, 1.0)]
    return head + [Arrival(gap * n, fast, 1.0) for n in range(1, int(long / gap))]


@pytest.mark.parametrize("patient", PLAYED[:3], ids=lambda kind: kind.tier)
def test_a_flood_that_overloads_everybody_still_lets_each_tier_through_and_strict_priority_does_not(patient):
    """More work than the agents can do, all of the fastest promise: the rule serves within the bound."""
    agents, fast, long = 3, PLAYED[3], 400
    slack = fast.weight_against(patient)
    load = min(1.02, 0.99 / slack)  # over capacity, or as near as a bound is promised
    arrivals = flood(fast, patient, agents=agents, load=load, long=long)
    most = bound(patient, before=0, agents=agents, work=1.0, rates={fast: agents * load}, bursts={fast: 1})
    (ours, *_), (theirs, *_) = (played(arrivals, agents, rule)[agents:] for rule in (share, strict))
    assert ours <= most
    assert trespasses(arrivals, played(arrivals, agents, share)) == []
    assert trespasses(arrivals, played(arrivals, agents, strict))
    if load > 1:
        assert theirs > long * 0.9  # served when the flood is over
    assert ours < theirs or load <= 1


def test_a_longer_flood_makes_strict_priority_worse_and_our_rule_not():
    patient, fast, agents = Class("verified", 3, 4), Class("business", 1, 1), 2
    ours, theirs = [], []
    for long in (100, 200, 400):
        arrivals = flood(fast, patient, agents=agents, load=1.2, long=long)
        ours.append(played(arrivals, agents, share)[agents])
        theirs.append(played(arrivals, agents, strict)[agents])
    most = bound(patient, before=0, agents=agents, work=1.0, rates={fast: agents * 1.2}, bursts={fast: 1})
    assert len(set(ours)) == 1
    assert max(ours) <= most
    assert theirs[0] < theirs[1] < theirs[2]
    assert theirs[0] > most


def test_where_the_bound_ends():
    """Where faster promises alone need more than all agents, even counted by 1 − T′/T, the flood decides."""
    patient, fast, agents = Class("entry", 3, 48), Class("business", 1, 1), 2
    assert (
        bound(patient, before=0, agents=agents, work=1.0, rates={fast: agents * 2.0}, bursts={fast: 1})
        is None
    )
    waits = [
        played(flood(fast, patient, agents=agents, load=2.0, long=long), agents, share)[agents]
        for long in (50, 100)
    ]
    assert waits[0] < waits[1]


# The product's own queue: real rows, the real claim.


@pytest.fixture
def crew(house):
    """They answer the moment they claim, so nobody's hands are ever full."""
    users = [_agent(f"s{n}@meridian.example", f"S{n}", "front-line", languages=["en"]) for n in range(2)]
    Agent.objects.update(capacity=1000)
    return users


def emptied():
    """Nobody waits."""
    with pgtrigger.ignore("tickets.Event:history_is_kept", "tickets.Message:words_are_kept"):
        Event.objects.all().delete()
        Message.objects.all().delete()
    Ticket.objects.all().delete()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_claim_itself_keeps_the_bound_for_any_arrivals(crew, data):
    kinds = [promised(tier, severity) for tier in TIERS for severity in range(5)]
    hours = st.integers(60, 6 * HOUR).map(float)
    arrivals = data.draw(days(kinds, most=14, longest=20 * HOUR, works=hours))
    agents = crew[: data.draw(st.integers(1, 2))]
    emptied()
    waits = through_the_queue(arrivals, agents, begin=FRIDAY_NOON)
    for one, wait, most in zip(arrivals, waits, bounds(arrivals, waits, len(agents), 0.9), strict=True):
        assert wait <= most + 1e-3, one
    assert trespasses(arrivals, waits) == []


@pytest.mark.parametrize("tier", TIERS[:3])
def test_in_a_flood_the_claim_serves_each_tier_within_its_bound_and_strict_priority_would_not(crew, tier):
    patient, fast = promised(tier, 2), promised("business", 1)
    work = fast.target / 2.0
    slack = fast.weight_against(patient)
    load, agents = min(1.05, 0.97 / slack), 1
    gap, many = work / (agents * load), 40
    arrivals = [Arrival(0, fast, work), Arrival(0, patient, work)]
    arrivals += [Arrival(gap * n, fast, work) for n in range(1, many)]
    waits = through_the_queue(arrivals, crew[:agents], begin=FRIDAY_NOON)
    rates = {fast: agents * load / work}
    most = bound(patient, before=0, agents=agents, work=work, rates=rates, bursts={fast: 1})
    assert waits[1] <= most
    assert waits[1] < played(arrivals, agents, strict)[1] or load < 1
    assert waits == pytest.approx(
        played(arrivals, agents, share), abs=1e-3
    )  # what is played is what is claimed
