"""A table is tried on the queue of this minute before anybody saves it, and nothing is changed by looking."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.support.office import page
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import preview, queue
from tickets.models import Event, Policy, Target, Version
from tickets.tables import Table

HOUR = 3600


@pytest.fixture
def waits(says):
    """`waits(carl, "words", hours=5)`: a fee question that has waited so long at noon."""

    def wait(who, body, *, hours, topic="fees"):
        with time_machine.travel(FRIDAY_NOON - timedelta(hours=hours), tick=False):
            return says(who, body, topic=topic)

    return wait


def table(**seconds):
    """The table in force with S3 promised otherwise, by rank: `table(r1=12 * HOUR)`."""
    cells = dict(Target.table(Policy.objects.get().current_id).cells)
    for rank, value in seconds.items():
        for clock in ("first", "next"):
            key = (clock, 3, int(rank[1:]), "")
            cells[key] = replace(cells[key], seconds=value)
    return Table(cells.values())


def seen(**seconds):
    return preview.under(Policy.objects.get(), table(**seconds), now=FRIDAY_NOON)


def test_who_would_move_where(ada, carl, cleo, waits):
    waits(carl, "carl", hours=5), waits(cleo, "cleo", hours=6)  # of 24 h and of 48 h
    assert [
        (it.ticket.subject, it.before, it.after, it.moves) for it in seen(r1=12 * HOUR, r2=12 * HOUR)
    ] == [
        ("cleo", 2, 1, 1),
        ("carl", 1, 2, -1),
    ]


def test_the_table_in_force_moves_nobody_and_its_order_is_the_queues(ada, carl, cleo, waits):
    waits(carl, "carl", hours=5), waits(cleo, "cleo", hours=6), waits(carl, "old", hours=60)
    waits(carl, "danger", hours=0.01, topic="account-takeover")
    stands = seen()
    assert all(it.moves == 0 and it.used_before == it.used_after for it in stands)
    assert [it.ticket for it in stands] == queue.next_for(ada, now=FRIDAY_NOON)


def test_whose_promise_would_break_or_be_mended(carl, cleo, waits):
    waits(carl, "carl", hours=13), waits(cleo, "cleo", hours=50)
    (tight,) = preview.groups(seen(r2=12 * HOUR), "tier")[1:]
    assert (tight.name, tight.waiting, tight.breach, tight.recover) == ("Verified", 1, 1, 0)
    wide = preview.groups(seen(r1=60 * HOUR), "tier")[0]
    assert (wide.name, wide.breach, wide.recover) == ("Entry", 0, 1)
    (english,) = preview.groups(seen(r2=12 * HOUR), "language")
    assert (english.name, english.waiting, english.breach) == ("English", 2, 1)


def test_business_time_counts_in_the_preview_too(ada, carl, waits):
    works("front-line")
    waits(carl, "over night", hours=20)  # since Thursday, 17:00 in Berlin: five hours were open
    (stand,) = seen()
    assert stand.used_after == pytest.approx(5 / 24)


def test_nothing_is_changed_by_looking(office, carl, waits):
    ticket = waits(carl, "carl", hours=13)
    form = office.get(page("tickets_policy_table", Policy.objects.get().pk))
    said = {
        name: value for name in form.context["form"].fields if (value := form.context["form"][name].value())
    }
    sent = said | {"first-S3-2": "12h", "reason": "try", "preview": "1"}
    with time_machine.travel(FRIDAY_NOON, tick=False):
        answer = office.post(page("tickets_policy_table", Policy.objects.get().pk), sent)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert ticket.reference in words
    assert "54 % → " in words
    assert "108 %" in words
    assert 'value="12h"' in words
    assert Version.objects.count() == 1
    assert not ticket.events.filter(kind=Event.Kind.REPRIORITISED).exists()


def test_what_may_not_stand_is_not_previewed(office, carl, waits):
    waits(carl, "carl", hours=13)
    address = page("tickets_policy_table", Policy.objects.get().pk)
    form = office.get(address).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value())}
    answer = office.post(address, said | {"first-S3-1": "1h", "reason": "try", "preview": "1"})
    assert answer.status_code == 422
    assert "What this table would do now" not in answer.content.decode()
    assert "A lower tier would be answered faster" in answer.content.decode()
