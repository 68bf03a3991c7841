"""What there is beside a ticket: asked for only where it is, and never for much, however rich a ticket is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from support.people.models import AccountLock, Handle, Team
from tests.tickets.browsing import HTMX, page
from tickets import actions, readings
from tickets.desk import glance
from tickets.models import FieldValue, Outgoing

MOST = 16  # statements a page, with everything there can be at once; an ordinary ticket takes nine
MORE = ("has_values", "has_asides", "has_outgoing", "has_linked", "has_locks", "has_wanted")


@pytest.fixture
def rich(ada, sam, carl, says):
    """A ticket with everything there can be beside it."""
    ticket = says(carl, "My deposit is missing", topic="deposit-missing")
    follows = says(carl, "Once more")
    follows.follows = ticket
    follows.save(update_fields=["follows"])
    values = {"kind": "text", "labels": {"en": "Coin"}, "value": "USDT", "order": 1}
    FieldValue.objects.create(ticket=ticket, key="coin", **values)
    payments = Team.objects.get(slug="payments")
    actions.ask(ticket, to=payments, by=ada, question="Did it bounce?", key="q1")
    AccountLock.objects.create(customer=carl, state="locked", exchange_id="MX-CARL", email=carl.email)
    Handle.objects.create(customer=carl, network="x", external_id="7002", name="carl")
    actions.watch(ticket, by=ada)
    actions.tag(ticket, by=ada, names=["refund"])
    actions.reply(ticket, by=ada, body="Which coin?", key="r1", wanted=[actions.Thing("The TXID", "words")])
    now, said = timezone.now(), {"key": "o1", "body": "Later", "typed": "Later"}
    Outgoing.objects.create(ticket=ticket, by=ada, **said, made_at=now, leaves_at=now + timedelta(hours=1))
    ticket.refresh_from_db()
    return ticket


def test_a_bare_ticket_has_nothing_beside_it(ada, carl, says):
    seen = glance.at(says(carl), ada)
    assert not any(getattr(seen, name) for name in MORE)
    assert (seen.languages, len(seen.teams)) == (["en", "de"], 3)
    assert (seen.tags, seen.is_followed, seen.news, seen.read_at) == ([], False, 0, None)


def test_all_of_it_is_seen_at_a_glance_and_stands_on_the_page(ada, sam, desk, rich):
    readings.read(rich, ada, seq=1)
    seen = glance.at(rich, ada)
    assert all(getattr(seen, name) for name in MORE)
    assert (seen.tags, seen.is_followed, seen.ranks) == (["refund"], True, [1, 2, 3, 4])
    assert not glance.at(rich, sam).is_followed
    shown = page(desk, "ticket", rich.pk)
    for words in ("USDT", "Did it bounce?", "Later", "refund", "Following"):
        assert words in shown


def test_the_richest_ticket_costs_few_statements(desk, rich):
    address = reverse("desk:ticket", args=[rich.pk])
    desk.get(address, headers=HTMX)
    with CaptureQueriesContext(connection) as asked:
        desk.get(address, headers=HTMX)
    assert len(asked) <= MOST
