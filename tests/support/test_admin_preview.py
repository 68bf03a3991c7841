"""A table is tried on the queue of this minute before anybody saves it, and nothing is changed by looking."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.support.office import page
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions, preview, queue
from tickets.admin import policies
from tickets.models import Event, Policy, Target, Version
from tickets.tables import Cell, Table

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


def tried(office, first):
    """The page's words about the table with another first reply for Verified at S3."""
    there = page("tickets_policy_table", Policy.objects.get().pk)
    form = office.get(there).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value())}
    with time_machine.travel(FRIDAY_NOON, tick=False):
        answer = office.post(there, said | {"first-S3-2": first, "reason": "try", "preview": "1"})
    assert answer.status_code == 200
    return answer.content.decode()


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
    assert all(it.moves == 0 and it.shown.before == it.shown.after for it in stands)
    assert [it.ticket for it in stands] == queue.next_for(ada, now=FRIDAY_NOON)


def test_whose_promise_would_break_or_be_mended(carl, cleo, waits):
    waits(carl, "carl", hours=13), waits(cleo, "cleo", hours=50)
    (tight,) = preview.groups(seen(r2=12 * HOUR), "tier")[1:]
    assert (tight.name, tight.waiting, tight.breach, tight.recover) == ("Verified", 1, 1, 0)
    wide = preview.groups(seen(r1=60 * HOUR), "tier")[0]
    assert (wide.name, wide.breach, wide.recover) == ("Entry", 0, 1)
    (english,) = preview.groups(seen(r2=12 * HOUR), "language")
    assert (english.name, english.waiting, english.breach) == ("English", 2, 1)


def at_noon_less(hours):
    return time_machine.travel(FRIDAY_NOON - timedelta(hours=hours), tick=False)


def test_what_is_in_hand_has_no_place_and_its_promise_counts(ada, carl, waits):
    held = waits(carl, "held", hours=13)
    with at_noon_less(12):
        actions.claim(held, by=ada)
    waits(carl, "queued", hours=1)
    queued, stand = seen(r2=12 * HOUR)
    assert (queued.before, queued.after, queued.would_breach) == (1, 1, False)
    assert (stand.ticket, stand.before, stand.after, stand.moves) == (held, None, None, 0)
    (group,) = preview.groups([queued, stand], "tier")
    assert (group.waiting, group.breach, group.recover) == (2, 1, 0)
    (group,) = preview.groups(seen(r2=14 * HOUR), "tier")
    assert (group.waiting, group.breach, group.recover) == (2, 0, 0)


def test_what_was_taken_too_late_may_be_mended(ada, carl, waits):
    held = waits(carl, "held", hours=30)
    with at_noon_less(12):
        actions.claim(held, by=ada)
    (group,) = preview.groups(seen(r2=31 * HOUR), "tier")
    assert (group.breach, group.recover) == (0, 1)


def promised(clock, seconds):
    """The stands under the table in force with one more promise for S3."""
    cells = Target.table(Policy.objects.get().current_id).cells | {
        (clock, 3, 1, ""): Cell(clock, 3, 1, "", seconds)
    }
    found = {key: cell for key, cell in cells.items() if key[:2] != (clock, 3) or key[2] == 1}
    return preview.under(Policy.objects.get(), Table(found.values()), now=FRIDAY_NOON)


def test_a_resolution_newly_promised_that_would_be_over_at_once_is_a_broken_promise(ada, carl, waits):
    waits(carl, "carl", hours=10)
    (stand,) = promised("resolution", 4 * HOUR)
    assert (stand.would_breach, stand.shown.kind, stand.shown.after) == (True, "resolution", 2.5)
    assert (stand.before, stand.after) == (1, 1)
    (stand,) = promised("resolution", 11 * HOUR)
    assert not stand.would_breach


def test_the_hours_in_which_we_wait_for_the_customer_are_not_counted(ada, carl, waits):
    ticket = waits(carl, "carl", hours=10)
    with at_noon_less(9):
        actions.claim(ticket, by=ada)
        actions.reply(ticket, by=ada, body="Which fee?", key="r")
    assert promised("resolution", 2 * HOUR) == []  # one hour was ours
    (stand,) = promised("resolution", HOUR / 2)
    assert (stand.would_breach, stand.after, stand.shown.after) == (True, None, 2.0)
    (group,) = preview.groups([stand], "tier")
    assert (group.waiting, group.breach) == (0, 1)


def test_an_update_that_is_promised_sooner_may_be_broken_at_once(ada, carl, waits):
    ticket = waits(carl, "carl", hours=10)
    ticket.update_owed_since = FRIDAY_NOON - timedelta(hours=6)
    ticket.save()
    (stand,) = promised("update", 4 * HOUR)
    assert (stand.would_breach, stand.shown.kind, stand.shown.after) == (True, "update", 1.5)
    (stand,) = promised("update", 7 * HOUR)
    assert not stand.would_breach


def test_however_many_wait_those_are_looked_at_that_come_first_in_the_queue(
    ada, carl, cleo, waits, monkeypatch
):
    """Carl is promised an answer within 24 hours, Cleo within 48: hers waits longer, his comes first."""
    actions.claim(waits(carl, "in hand", hours=90), by=ada)
    waits(cleo, "older", hours=30), waits(carl, "sooner", hours=20)
    monkeypatch.setattr(preview, "MOST", 1)
    assert [(it.ticket.subject, it.before, it.after) for it in seen()] == [("sooner", 1, 1)]
    monkeypatch.setattr(preview, "MOST", 2)
    assert [(it.ticket.subject, it.before) for it in seen()] == [("sooner", 1), ("older", 2)]
    monkeypatch.setattr(preview, "MOST", 3)
    assert [it.ticket.subject for it in seen()] == ["sooner", "older", "in hand"]


def test_s0_is_always_looked_at_first(carl, waits, monkeypatch):
    waits(carl, "old", hours=60), waits(carl, "new", hours=5)
    waits(carl, "danger", hours=0.01, topic="account-takeover")
    monkeypatch.setattr(preview, "MOST", 2)
    assert [stand.ticket.subject for stand in seen()] == ["danger", "old"]
    monkeypatch.setattr(preview, "MOST", 3)
    assert [stand.ticket.subject for stand in seen()] == ["danger", "old", "new"]


def test_the_page_says_when_it_looked_at_some_only(office, carl, waits, monkeypatch):
    for hours in (13, 14, 15):
        waits(carl, "carl", hours=hours)
    assert "were looked at" not in tried(office, "12h")
    monkeypatch.setattr(preview, "MOST", 2)
    assert "Only 2 open tickets were looked at" in tried(office, "12h")


def test_the_page_says_when_it_lists_some_only(office, carl, waits, monkeypatch):
    for hours in (13, 14, 15):
        waits(carl, "carl", hours=hours)
    assert "are listed" not in tried(office, "12h")
    monkeypatch.setattr(policies, "SHOWN", 2)
    assert "Only the first 2 are listed" in tried(office, "12h")


def test_business_time_counts_in_the_preview_too(ada, carl, waits):
    works("front-line")
    waits(carl, "over night", hours=20)  # since Thursday, 17:00 in Berlin: five hours were open
    (stand,) = seen()
    assert stand.shown.after == pytest.approx(5 / 24)


def test_nothing_is_changed_by_looking(office, carl, waits):
    ticket = waits(carl, "carl", hours=13)
    words = tried(office, "12h")
    assert ticket.reference in words
    assert "54 % → " in words
    assert "108 %" in words
    assert 'value="12h"' in words
    assert Version.objects.count() == 1
    assert not ticket.events.filter(kind=Event.Kind.REPRIORITISED).exists()


def test_the_page_names_the_promise_that_breaks_and_gives_no_place_to_what_is_in_hand(
    office, ada, carl, waits
):
    held = waits(carl, "held", hours=13)
    with at_noon_less(12):
        actions.claim(held, by=ada)
    form = office.get(page("tickets_policy_table", Policy.objects.get().pk)).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value())}
    sent = said | {"first-S3-2": "12h", "reason": "try", "preview": "1"}
    with time_machine.travel(FRIDAY_NOON, tick=False):
        words = office.post(page("tickets_policy_table", Policy.objects.get().pk), sent).content.decode()
    assert held.reference in words
    assert "<small>first reply</small>" in words
    assert "<td>None" not in words


def test_what_may_not_stand_is_not_previewed(office, carl, waits):
    waits(carl, "carl", hours=13)
    address = page("tickets_policy_table", Policy.objects.get().pk)
    form = office.get(address).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value())}
    answer = office.post(address, said | {"first-S3-1": "1h", "reason": "try", "preview": "1"})
    assert answer.status_code == 422
    assert "What this table would do now" not in answer.content.decode()
    assert "A lower tier would be answered faster" in answer.content.decode()
