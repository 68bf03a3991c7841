"""A row of the queue is read again only where something of it has changed, and then at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tickets.browsing import HTMX
from tickets import actions, rows


@pytest.fixture
def two(carl, cleo, says):
    return [says(carl, "My deposit is missing"), says(cleo, "Our card was declined")]


def read_by(function):
    """How many statements read tickets with all around them, and what the function said."""
    with CaptureQueriesContext(connection) as asked:
        said = function()
    return sum('JOIN "people_tier"' in one["sql"] for one in asked), said


def test_what_did_not_change_is_not_read_again(two):
    ids = [ticket.pk for ticket in two]
    assert read_by(lambda: rows.shown(ids)) == (1, two)
    assert read_by(lambda: rows.shown(ids)) == (0, two)
    assert rows.shown(ids[::-1]) == two[::-1]
    assert read_by(lambda: rows.read(ids)) == (1, two)  # for who wants to change them


def change_subject(ticket, ada):
    ticket.subject = "Something else"
    ticket.save(update_fields=["subject"])


def change_name(ticket, ada):
    ticket.customer.name = "Carla"
    ticket.customer.save(update_fields=["name"])


def take(ticket, ada):
    actions.claim(ticket, by=ada)


def tag(ticket, ada):
    actions.tag(ticket, by=ada, names=["refund"])


def untag(ticket, ada):
    tag(ticket, ada)
    rows.shown([ticket.pk])
    actions.untag(ticket, by=ada, name="refund")


@pytest.mark.parametrize("change", [change_subject, change_name, take, tag, untag])
def test_what_changed_is_read_again_and_nothing_else(two, ada, change):
    ids = [ticket.pk for ticket in two]
    before, other = rows.shown(ids)
    change(two[0], ada)
    times, (after, same) = read_by(lambda: rows.shown(ids))
    assert (times, after is before, same is other) == (1, False, True)
    fresh = rows.read(ids[:1])[0]
    shown = [(one.subject, str(one.customer), one.assignee, one.tag_names) for one in (after, fresh)]
    assert shown[0] == shown[1]


def test_what_is_gone_is_not_shown(two):
    ids = [ticket.pk for ticket in two]
    assert rows.shown([*ids, 2_000_000_000]) == two
    assert rows.shown([]) == []


def test_a_view_shows_a_change_in_its_next_answer(desk, two):
    def queue():
        return desk.get("/desk/queue/", headers=HTMX).content.decode()

    assert "My deposit is missing" in queue()
    two[0].subject = "It has arrived"
    two[0].save(update_fields=["subject"])
    assert "It has arrived" in queue()
    assert "My deposit is missing" not in queue()
