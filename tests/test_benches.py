"""The crowds of the benches fit the tables as they are: a migration that forgets them is told here, small."""

import pytest

from bench import crowd, replay, reports
from tickets import actions
from tickets.models import Clock, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_waiting_crowd_can_be_served():
    (user,) = crowd.agents(1)
    crowd.wait(40)
    crowd.start_clocks()
    assert (Ticket.objects.count(), Clock.objects.count()) == (40, 40)
    assert actions.claim_next(user)
    crowd.leave()
    assert actions.claim_next(user) is None


def test_a_week_can_be_replayed(monkeypatch):
    monkeypatch.setattr(replay, "TICKETS", 60)
    (found,) = replay.measure().values()
    assert found["n"] >= 60


def test_a_month_can_be_reported_on(monkeypatch):
    monkeypatch.setattr(reports, "ANSWERS", 20_000)
    (found,) = reports.measure().values()
    assert found["value"] > 0
