"""The admin sees the last seven days under a table before saving it."""

from datetime import timedelta

import pytest
import time_machine
from celery import Celery
from django.core.cache import cache
from kombu.exceptions import OperationalError

from support.people.models import Agent
from tests.support.office import page
from tests.tickets.office_hours import FRIDAY_NOON
from tickets.models import Policy, Version

HTMX = {"HX-Request": "true"}


@pytest.fixture
def arrived(valkey, ada, carl, cleo, says):
    """Two questions of the last days."""
    for who, hours in ((carl, 5), (cleo, 30)):
        with time_machine.travel(FRIDAY_NOON - timedelta(hours=hours), tick=False):
            says(who, topic="fees")


@pytest.fixture
def preview(office):
    """`preview(**{"first-S3-2": "12h"})`: the table with something changed, tried."""

    def press(**changed):
        address = page("tickets_policy_table", Policy.objects.get().pk)
        form = office.get(address).context["form"]
        said = {name: value for name in form.fields if (value := form[name].value())}
        with time_machine.travel(FRIDAY_NOON, tick=False):
            return office.post(address, said | changed | {"reason": "try", "preview": "1"})

    return press


def looked(office, run, **headers):
    with time_machine.travel(FRIDAY_NOON, tick=False):
        return office.get(page("tickets_policy_replay", Policy.objects.get().pk, run.key), headers=headers)


def test_the_page_answers_at_once_and_asks_again_until_it_is_done(office, preview, arrived, carry_out):
    answer = preview(**{"first-S3-2": "12h"})
    run = answer.context["run"]
    assert answer.status_code == 200
    assert (
        f'hx-get="{page("tickets_policy_replay", Policy.objects.get().pk, run.key)}"'
        in answer.content.decode()
    )
    assert "Waiting for a worker" in looked(office, run, **HTMX).content.decode()
    with time_machine.travel(FRIDAY_NOON, tick=False):
        carry_out()
    words = looked(office, run, **HTMX).content.decode()
    assert "<html" not in words
    assert "hx-get" not in words  # nothing more to ask
    assert "2 real waits" in words
    assert "S3 " in words
    assert "Ada Desk" in words
    assert "<svg" in words
    assert Version.objects.count() == 1


def test_without_scripts_the_same_is_a_page_with_a_link_to_look_again(office, preview, arrived, carry_out):
    run = preview().context["run"]
    words = looked(office, run).content.decode()
    assert "Look again" in words
    carry_out()
    words = looked(office, run).content.decode()
    assert "Look again" not in words
    assert "2 real waits" in words
    again = office.post(page("tickets_policy_replay", Policy.objects.get().pk, run.key))
    assert again.status_code == 302
    assert run.key not in again.url


def test_no_replay_of_a_table_that_may_not_stand(preview, arrived, carry_out):
    answer = preview(**{"first-S3-1": "1h"})
    assert answer.status_code == 422
    assert answer.context["run"] is None
    assert carry_out() == []


def test_when_the_messenger_is_away_the_page_says_so_and_offers_to_try_again(preview, arrived, monkeypatch):
    def nobody_there(*args, **named):
        raise OperationalError("no broker")

    monkeypatch.setattr(Celery, "send_task", nobody_there)
    answer = preview()
    words = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["run"].state == "unsent"
    assert "the messenger does not answer" in words
    assert "Replay again" in words
    assert "/replay/" not in words  # nothing to ask for


def test_a_forgotten_replay_and_one_of_another_policy_are_no_longer_known(office, preview, arrived):
    run = preview().context["run"]
    cache.delete(f"replay:{run.key}")
    assert "no longer known" in looked(office, run).content.decode()
    run = preview().context["run"]
    other = Policy.objects.create(name="Others", position=5)
    answer = office.get(page("tickets_policy_replay", other.pk, run.key))
    assert "no longer known" in answer.content.decode()


def test_an_empty_week_and_an_empty_roster_are_said_in_words(
    office, preview, valkey, ada, carl, says, carry_out
):
    run = preview().context["run"]
    carry_out()
    assert "Nobody waited for us" in looked(office, run).content.decode()
    Agent.objects.update(availability="offline")
    run = preview().context["run"]
    carry_out()
    assert "Nobody is on the roster" in looked(office, run).content.decode()
