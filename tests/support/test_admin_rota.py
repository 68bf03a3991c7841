"""The page that says how many agents an hour needs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from livechat.models import Visit
from support.people.models import Agent, Team
from tests.support.office import page
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions, channels
from tickets.models import Clock, Ticket
from tickets.rota import demand


@pytest.fixture
def team(house):
    return Team.objects.get(slug="front-line")


@pytest.fixture
def arrive(says, ada, carl):
    """`arrive(25, days=3, hour=8)`: so many fee questions at that hour (UTC), each six minutes' work."""

    def come(many, *, days, hour, channel="web"):
        day = FRIDAY_NOON.replace(hour=hour) - timedelta(days=days)
        for n in range(many):
            with time_machine.travel(day + timedelta(minutes=n), tick=False) as clock:
                ticket = says(carl, topic="fees", channel=channel)
                actions.claim(ticket, by=ada)
                clock.shift(timedelta(minutes=6))
                actions.reply(ticket, by=ada, body="So.", key=f"r{ticket.pk}")

    return come


def seen(office, **asked):
    with time_machine.travel(FRIDAY_NOON, tick=False):
        return office.get(page("tickets_policy_rota"), asked)


def hour(answer, number, *, weekend=False):
    return answer.context["tables"][weekend][1][number]


def test_arrivals_stand_at_the_teams_own_hours(office, team, arrive):
    works("front-line", "Mo-Su 08:00-20:00")
    arrive(21, days=3, hour=8)  # Tuesday, nine o'clock in Berlin
    arrive(2, days=5, hour=11)  # Sunday noon
    answer = seen(office, team=team.pk)
    nine = hour(answer, 9)
    assert (nine.tickets.many, nine.tickets.per_hour, nine.needed, nine.here) == (21, 21 / 20, 1, 1)
    assert 60 <= nine.tickets.handling <= 360
    assert hour(answer, 12, weekend=True).tickets.many == 2
    words = answer.content.decode()
    assert "too few to say" in words
    assert "closed" in words
    assert "Europe/Berlin" in words
    assert "Ada Desk" in words


def test_today_and_what_is_older_than_four_weeks_are_not_counted(office, team, arrive):
    arrive(1, days=0, hour=8), arrive(1, days=29, hour=8)
    answer = seen(office, team=team.pk)
    assert answer.context["came"].many == 0
    assert "there is nothing to say" in answer.content.decode()


def test_who_is_missing_is_marked(office, team, arrive):
    arrive(25, days=3, hour=8)
    assert 'class="rota-short"' not in seen(office, team=team.pk).content.decode()
    Agent.objects.update(availability="offline")
    answer = seen(office, team=team.pk)
    assert hour(answer, 8).short == 1
    assert 'class="rota-short"' in answer.content.decode()


@pytest.mark.parametrize(
    "asked", [{"share": "100"}, {"share": "x"}, {"share": ""}, {"team": "999"}, {"team": "x"}]
)
def test_what_cannot_be_read_is_refused_and_kept(office, team, asked):
    answer = seen(office, **asked)
    assert answer.status_code == 422
    assert "tables" not in answer.context
    assert 'role="alert"' in answer.content.decode()


def test_a_chat_is_counted_once_and_by_its_length(team, arrive, ada, carl):
    arrive(1, days=3, hour=8, channel="chat")
    ticket = Ticket.objects.get()
    Clock.objects.create(
        ticket=ticket,
        kind=Clock.Kind.NEXT,
        target_seconds=60,
        started_at=ticket.opened_at + timedelta(minutes=10),
        stopped_at=ticket.opened_at + timedelta(minutes=11),
    )
    found = demand.read(team, now=FRIDAY_NOON)
    assert found.many == 1
    assert [came.works for came in found.chats.values()] == [[pytest.approx(360, abs=1)]]


def test_patience_is_measured_from_those_who_left_and_not_from_too_few(team, says, carl):
    now = timezone.now()

    def chat(*, waited, answered=None):
        ticket = says(carl, channel="chat", thread=f"t{Visit.objects.count()}")
        since = now - timedelta(hours=1)
        first = since + timedelta(seconds=answered) if answered else None
        Ticket.objects.filter(pk=ticket.pk).update(opened_at=since, first_replied_at=first)
        Visit.objects.create(ticket=ticket, here_at=since + timedelta(seconds=waited))

    def measured():
        return channels.named("chat").patience(team=team.pk, since=now - timedelta(days=1))

    for _ in range(19):
        chat(waited=120)
    chat(waited=600, answered=60)
    assert measured() is None
    chat(waited=120)
    assert measured() == pytest.approx((20 * 120 + 60) / 20)
    assert channels.named("web").patience(team=team.pk, since=now) is None
