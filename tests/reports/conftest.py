"""Supervisors' browsers, and many answers at once."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from support.people.models import Team, Tier
from tests.tickets.office_hours import FRIDAY_NOON
from tickets.models import Clock, Ticket


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def reports(sam):
    """Sam's browser."""
    client = Client()
    client.force_login(sam)
    return client


@pytest.fixture
def sheet(reports):
    """`sheet("fairness", by="tier")`: the rows of a report's CSV."""

    def read(name, **asked):
        answer = reports.get(f"/desk/reports/{name}.csv", asked)
        assert answer.status_code == 200
        body = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
        return list(csv.reader(io.StringIO(body, newline="")))

    return read


@pytest.fixture
def answers(house):
    """`answers(carl, kept=18, missed=2, channel="chat")`: promises of one hour that ended at noon."""

    def write(customer, *, kept=0, missed=0, late=0, solved=0, team="front-line", waits=None, **more):
        team, made = Team.objects.get(slug=team), []
        fates = ["kept"] * kept + ["missed"] * missed + ["late"] * late + ["solved"] * solved
        for number, fate in enumerate(fates):
            wait = timedelta(
                minutes={"missed": 90, "late": 120}.get(fate, (waits or [30])[number % len(waits or [30])])
            )
            ticket = Ticket.objects.create(
                customer=customer,
                subject="x",
                thread=f"{Ticket.objects.count()}",
                team=team,
                opened_at=FRIDAY_NOON - wait,
                **({"channel": "web", "language": "en", "severity": 3} | more),
            )
            ended = None if fate == "late" else FRIDAY_NOON - timedelta(minutes=1)
            started = (ended or FRIDAY_NOON) - wait
            clock = Clock.objects.create(
                ticket=ticket,
                kind="first",
                target_seconds=3600,
                started_at=started,
                stopped_at=ended,
                due_at=started + timedelta(hours=1),
                tier=customer.tier,
                severity=ticket.severity,
                waited_seconds=wait.total_seconds() if ended else None,
                answered_at=ended if fate in {"kept", "missed"} else None,
            )
            made.append(clock)
        return made

    return write


@pytest.fixture
def tiers(house):
    """Tiers by short name."""
    return {tier.slug: tier for tier in Tier.objects.all()}
