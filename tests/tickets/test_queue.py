"""Who is next: severity, then the share of the promise used; two agents never get the same ticket."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pgtrigger
import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.people.models import Customer, Tier, User
from tickets import actions, queue
from tickets.models import Lane, Target, Ticket, Topic
from tickets.pricing import PriceBook
from tickets.viewing.counting import column, counted

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def waits(says) -> Callable[..., Ticket]:
    """`waits(carl, minutes=5, topic=…)`: a ticket that has waited so long at noon."""

    def wait(who: Customer, *, minutes: float, **more: object) -> Ticket:
        with time_machine.travel(NOON - timedelta(minutes=minutes), tick=False):
            return says(who, **more)

    return wait


@pytest.fixture
def noon():
    """It is noon and stays so."""
    with time_machine.travel(NOON, tick=False):
        yield NOON


def _promised(severity: int, tier: str) -> int:
    return PriceBook().first_reply(severity, Tier.objects.get(slug=tier), "web").seconds


def subjects(user: User) -> list[str]:
    return [ticket.subject for ticket in queue.next_for(user, now=NOON)]


def test_money_at_risk_goes_before_everything_however_long_others_wait(ada, carl, cleo, waits, noon):
    waits(carl, minutes=60 * 24 * 30, body="a month over")
    waits(cleo, minutes=1, body="money is leaving", topic="account-takeover")
    assert subjects(ada) == ["money is leaving", "a month over"]
    assert actions.claim_next(ada).subject == "money is leaving"


def test_the_larger_share_of_the_promise_goes_first_not_the_longer_wait(ada, carl, cleo, waits, noon):
    """Carl (verified) is promised 24 h for a question, Cleo (entry) 48 h."""
    waits(cleo, minutes=20 * 60, body="20 h of 48 h")
    waits(carl, minutes=12 * 60, body="12 h of 24 h")
    assert subjects(ada) == ["12 h of 24 h", "20 h of 48 h"]


def test_the_claim_and_the_list_agree_to_the_last(ada, carl, cleo, waits, noon):
    for number, who in enumerate([carl, cleo, carl, cleo, carl]):
        waits(
            who,
            minutes=100 + 337 * number % 500,
            body=f"{number}",
            topic="" if number % 2 else "account-locked",
        )
    order = subjects(ada)
    assert [actions.claim_next(ada).subject for _ in order] == order
    assert actions.claim_next(ada) is None


def test_equal_shares_are_served_by_age(ada, carl, cleo, waits, noon):
    waits(carl, minutes=24 * 60, body="carl, all of 24 h")
    waits(cleo, minutes=48 * 60, body="cleo, all of 48 h")
    assert subjects(ada) == ["cleo, all of 48 h", "carl, all of 24 h"]


def test_agents_are_never_given_other_teams_tickets(ada, ben, carl, waits, noon):
    waits(carl, minutes=5, body="for the front line")
    assert subjects(ben) == []
    assert counted({"next": column([queue.waiting_for(ben, now=NOON)])})["next"] == 0
    assert actions.claim_next(ben) is None
    assert actions.claim_next(ada).subject == "for the front line"


def test_a_ticket_goes_to_who_speaks_its_language(ada, carl, waits, house, noon):
    from tests.conftest import _agent

    pia = _agent("pia@meridian.example", "Pia", "front-line", languages=["pt"])
    waits(carl, minutes=5, body="em português", language="pt")
    assert subjects(ada) == []
    assert subjects(pia) == ["em português"]


def test_when_nobody_on_the_team_speaks_it_everybody_sees_it(ada, carl, waits, noon):
    waits(carl, minutes=5, body="Türkçe", language="tr")
    assert subjects(ada) == ["Türkçe"]


def test_a_supervisor_is_given_from_every_team(sam, carl, waits, noon):
    waits(carl, minutes=5, body="for payments", topic="bank-deposit-missing")
    assert subjects(sam) == ["for payments"]
    assert actions.claim_next(sam).subject == "for payments"


def test_an_admin_without_a_team_can_take_the_next_too(root, carl, waits, noon):
    waits(carl, minutes=5, body="anybody")
    assert actions.claim_next(root).subject == "anybody"


def test_a_taken_ticket_stands_in_no_queue_and_a_released_one_keeps_its_age(ada, carl, cleo, waits, noon):
    waits(carl, minutes=50, body="older")
    waits(carl, minutes=10, body="newer")
    taken = actions.claim_next(ada)
    assert subjects(ada) == ["newer"]
    actions.release(taken, by=ada)
    assert subjects(ada) == ["older", "newer"]


def test_counting_stops_at_the_bound(ada, carl, waits, noon, monkeypatch):
    monkeypatch.setattr(queue, "COUNTED_UP_TO", 2)
    for number in range(3):
        waits(carl, minutes=5, body=f"{number}")
    assert counted({"next": column([queue.waiting_for(ada, now=NOON)])})["next"] == 2
    front = Ticket.objects.first().team
    assert queue.how_many_in([front]) == {front.pk: 2}


@pytest.mark.django_db(transaction=True)
def test_twelve_agents_at_once_get_twelve_different_tickets_and_none_goes_away_empty(house):
    """More agents than heads are looked at first: whoever finds all heads held looks behind them."""
    from tests.conftest import _agent

    agents = [_agent(f"a{n}@meridian.example", f"A{n}", "front-line", languages=["en"]) for n in range(12)]
    customer = Customer.objects.create(name="Many")
    for number in range(14):
        actions.receive(channel="web", external_id=str(number), customer=customer, body=str(number))
    taken, start = [], threading.Barrier(len(agents))

    def take(agent: User) -> None:
        start.wait()
        try:
            taken.append(actions.claim_next(agent))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[agent]) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 12
    assert None not in taken
    assert len({ticket.pk for ticket in taken}) == 12
    assert Ticket.objects.filter(assignee=None).count() == 2
    assert Ticket.objects.waiting().count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_agents_and_one_ticket_make_one_owner_and_one_empty_hand(house):
    from tests.conftest import _agent

    agents = [_agent(f"a{n}@meridian.example", f"A{n}", "front-line", languages=["en"]) for n in range(2)]
    actions.receive(channel="web", external_id="1", customer=Customer.objects.create(name="One"), body="x")
    taken, start = [], threading.Barrier(2)

    def take(agent: User) -> None:
        start.wait()
        try:
            taken.append(actions.claim_next(agent))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[agent]) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ticket is None for ticket in taken) == [False, True]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["entry", "verified", "plus", "business"]), st.integers(1, 4)), max_size=12
    )
)
def test_nobody_starves(ada, newcomers):
    """Whatever keeps arriving, a waiting ticket is served once every newcomer's promise is younger.

    Fresh tickets of any tier and severity below S0 come in; the oldest, once its share exceeds all, is next.
    """
    with pgtrigger.ignore("tickets.Event:history_is_kept", "tickets.Message:words_are_kept"):
        Ticket.objects.all().delete()
    entry = Customer.objects.create(name="patient", tier=Tier.objects.get(slug="entry"))
    slowest = Target.objects.order_by("-seconds").first()
    with time_machine.travel(NOON, tick=False):
        patient = _waiting(entry, severity=slowest.severity)
    longest_share = timedelta(seconds=slowest.seconds)
    later = NOON + longest_share * 2
    for tier, severity in newcomers:  # each has just arrived: none of their promises is used up yet
        fastest = timedelta(seconds=_promised(severity, tier))
        with time_machine.travel(later - fastest, tick=False):
            _waiting(Customer.objects.create(name="new", tier=Tier.objects.get(slug=tier)), severity=severity)
    assert queue.next_for(ada, now=later)[0] == patient


def _waiting(customer: Customer, *, severity: int) -> Ticket:
    topic = Topic.objects.filter(team__slug="front-line").first()
    Topic.objects.filter(pk=topic.pk).update(severity=severity)
    topic.refresh_from_db()
    return actions.receive(
        channel="web",
        external_id=f"{Ticket.objects.count()}-{customer.pk}",
        customer=customer,
        body="x",
        topic=topic,
    ).ticket


def test_a_lane_holds_one_promise_only(ada, carl, cleo, waits, noon):
    """First come, first served inside a lane is only right when all in it are promised the same."""
    for who, topic in [(carl, ""), (cleo, ""), (carl, "account-locked"), (cleo, "account-locked")]:
        waits(who, minutes=5, topic=topic)
    for lane in Lane.objects.all():
        assert set(lane.ticket_set.values_list("target_seconds", flat=True)) == {lane.target_seconds}
