"""Beat keeps its times: killed and started again, and when somebody sets the clock of its machine."""

from collections import Counter
from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
import time_machine
from celery.beat import PersistentScheduler

from support.beat import SteadyScheduler
from support.celery import app
from tests.tickets.office_hours import FRIDAY_NOON

MINUTE = 60


@pytest.fixture
def clock():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda seconds: travelling.shift(timedelta(seconds=seconds))


@pytest.fixture
def beat(tmp_path):
    """`beat()`: beat as it starts, with the file the one before left behind."""
    with ExitStack() as stack:

        def start():
            scheduler = SteadyScheduler(app, schedule_filename=str(tmp_path / "beat"), lazy=False)
            stack.callback(scheduler.close)
            return scheduler

        yield start


def queued():
    """What stands in the queues, by the task's name; they are empty afterwards."""
    found = Counter()
    with app.connection_for_read() as connection:
        for name in ("urgent", "default", "bulk"):
            queue = connection.SimpleQueue(name)
            with suppress(queue.Empty):
                while True:
                    message = queue.get(block=False)
                    message.ack()
                    found[message.headers["task"].rpartition(".")[2]] += 1
            queue.close()
    return found


def sent(scheduler, clock, *, seconds):
    """What beat sends to real queues while so many seconds pass; it looks when it said it would."""
    left = float(seconds)
    while left > 0:
        wait = scheduler.tick()
        assert wait <= 5
        clock(wait := max(wait, 0.02))  # looking takes time, too
        left -= wait
    return queued()


@pytest.fixture
def settled(valkey, clock, beat):
    """A beat that has run for a minute."""
    scheduler = beat()
    sent(scheduler, clock, seconds=MINUTE)
    return scheduler


def test_in_a_minute_warnings_are_looked_for_four_times(settled, clock):
    assert sent(settled, clock, seconds=MINUTE)["warn_of_deadlines"] == 4


def test_a_beat_that_was_killed_makes_up_for_the_gap_at_once_and_once(settled, clock, beat):
    settled.sync()
    clock(9 * MINUTE)  # nobody was there
    found = sent(beat(), clock, seconds=14)
    assert found["warn_of_deadlines"] == 1
    assert found["deliver_the_stranded"] == 1


@pytest.mark.parametrize("step", [-10 * MINUTE, 10 * MINUTE])
def test_a_clock_set_by_ten_minutes_makes_no_warning_late(settled, clock, step):
    clock(step)
    found = sent(settled, clock, seconds=MINUTE)
    assert 3 <= found["warn_of_deadlines"] <= 5


def test_a_beat_started_after_the_clock_was_set_back_does_not_wait_for_the_old_time(settled, clock, beat):
    settled.sync()
    clock(-10 * MINUTE)
    assert sent(beat(), clock, seconds=MINUTE)["warn_of_deadlines"] >= 3


def test_celerys_own_would_have_waited(clock, tmp_path, valkey):
    """What this guards against, so that it goes when Celery no longer needs it."""
    theirs = PersistentScheduler(app, schedule_filename=str(tmp_path / "theirs"), lazy=False)
    sent(theirs, clock, seconds=MINUTE)
    clock(-10 * MINUTE)
    assert theirs.tick() > 4 * MINUTE
    theirs.close()
