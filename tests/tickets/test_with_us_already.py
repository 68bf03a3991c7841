"""The same thing filed again within three days is led to the ticket that is there."""

import pytest

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import ETH, HASH, TRON, filled
from tickets.models import Ticket

NEW = "/tickets/new/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


@pytest.fixture
def as_carl(browser, carl, clock):
    """Carl's browser, on Friday at noon."""
    return browser(carl)


def test_the_same_transaction_is_with_us_already_and_can_be_added_to(as_carl, clock):
    as_carl.post(NEW, filled())
    first = Ticket.objects.get()
    clock(hours=5)
    again = filled(happened="Is there news?", key="k2")
    answer = as_carl.post(NEW, again)
    assert answer.status_code == 409
    assert first.reference in answer.content.decode()
    assert "Is there news?" in answer.content.decode()
    assert Ticket.objects.count() == 1
    as_carl.post(NEW, again | {"repeats": first.reference})
    first.refresh_from_db()
    assert Ticket.objects.count() == 1
    assert first.waiting_since == FRIDAY_NOON
    assert "Is there news?" in first.messages.last().body
    assert HASH in first.messages.last().body


def test_the_same_transaction_with_its_network_mended_is_with_us_already(as_carl):
    as_carl.post(NEW, filled(network="ethereum", txid=f"0x{HASH}", to_address=ETH))
    mended = filled(network="tron", txid=HASH, to_address=TRON, key="k2", happened="It was on Tron, sorry.")
    assert as_carl.post(NEW, mended).status_code == 409
    assert Ticket.objects.count() == 1


def test_something_else_is_a_ticket_of_its_own(as_carl, clock):
    as_carl.post(NEW, filled())
    as_carl.post(NEW, filled(key="k2") | {"repeats": "new"})
    assert Ticket.objects.count() == 2
    other = filled("fees", happened="A fee of 3 EUR on order OQCLML seems too high", key="k3")
    assert as_carl.post(NEW, other).status_code == 302
