"""A process dies beside its commit: before it nothing is kept, after it nothing is forgotten."""

import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from support.people.models import Customer
from tests.faults.conftest import surroundings
from tickets import actions, clock
from tickets.models import Event, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

STORY = """
    import os, django
    django.setup()
    from django.db import transaction
    from support.people.models import Customer
    from tickets import actions

    with transaction.atomic():
        {after}
        actions.receive(
            channel="web", external_id="words-0001", customer=Customer.objects.get(name="Gus"), body="Help!"
        )
        {before}
"""
AFTER = "transaction.on_commit(lambda: os._exit(9))"  # the first to be called back: nobody else is
BEFORE = "os._exit(9)"


def die(*, after: str = "", before: str = "") -> None:
    """Receive Gus's words in a process that dies at a point of our choice."""
    story = textwrap.dedent(STORY).format(after=after, before=before)
    environment = surroundings(DJANGO_SETTINGS_MODULE="support.settings")
    command = [sys.executable, "-c", story]
    assert subprocess.run(command, cwd=settings.BASE_DIR, env=environment, timeout=60).returncode == 9


def say_it_again():
    """What a browser does that got no answer."""
    gus = Customer.objects.get(name="Gus")
    return actions.receive(channel="web", external_id="words-0001", customer=gus, body="Help!")


def test_between_commit_and_announcement_the_clock_tells_it_once(gus, valkey, carry_out):
    die(after=AFTER)
    assert Ticket.objects.count() == 1
    assert list(Event.objects.values_list("kind", "announced_at")) == [("opened", None), ("received", None)]
    assert not carry_out()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert clock.announce_the_forgotten() == 2
        assert clock.announce_the_forgotten() == 0
    assert not Event.objects.filter(announced_at=None).exists()
    assert sorted(name.partition(":")[2] for name in carry_out()) == ["acknowledge", "notify"]


def test_the_customer_who_got_no_answer_and_tries_again_is_heard_once(gus, valkey):
    die(after=AFTER)
    assert say_it_again().repeated
    assert Ticket.objects.count() == Message.objects.count() == 1


def test_before_the_commit_nothing_is_kept_and_the_next_try_is_the_first(gus, valkey):
    die(before=BEFORE)
    assert not Ticket.objects.exists()
    assert not Event.objects.exists()
    assert not say_it_again().repeated
    assert Ticket.objects.count() == 1
