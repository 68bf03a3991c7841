"""An admin saves while promises move and tickets come in: nobody waits for each other for ever."""

import threading

import pytest
from django.db import transaction

from tests.support.office import filled, page
from tests.tickets.office_hours import works
from tests.tickets.test_promises import table
from tests.together import at_once, somebody_waits
from tickets import actions
from tickets.actions.steady import promises_move, promises_stand
from tickets.models import Calendar, Policy, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def meanwhile(lock, do, save):
    """Do something that begins with a lock on promises, and save a page of the admin while it goes on."""
    begun = threading.Event()

    def work():
        with transaction.atomic():
            lock()
            begun.set()
            while not somebody_waits():
                pass
            do()

    def send():
        begun.wait(20)
        return save().status_code

    parts = [work, send]
    assert at_once(2, lambda number: parts[number]()) == [None, 302]


def test_a_policy_saved_while_its_table_is_published_takes_nothing_back(office, root):
    policy = Policy.objects.get()
    cells = table(policy, first_3_2=20 * 3600)
    meanwhile(
        promises_move,
        lambda: actions.publish(policy, cells, by=root, reason="faster"),
        lambda: filled(office, page("tickets_policy_change", policy.pk), name="For all"),
    )
    policy.refresh_from_db()
    assert (policy.name, policy.current.number) == ("For all", 2)


def test_a_calendar_renamed_while_somebody_writes_to_us_loses_no_word(office, carl, says):
    calendar = works("front-line")
    Policy.objects.get().current.targets.filter(severity=3).update(around_the_clock=False)
    meanwhile(
        promises_stand,
        lambda: says(carl) and None,
        lambda: filled(office, page("tickets_calendar_change", calendar.pk), name="Office"),
    )
    assert (Calendar.objects.get().name, Ticket.objects.get().calendar) == ("Office", calendar)
