"""The same thing filed many times at once, each by a form of its own: one ticket, the others are asked."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.test import Client

from support.people.models import Customer
from tests.support.api import machine
from tests.tickets.said import HASH, answered, filled
from tests.together import at_once
from tickets.models import Message, Ticket

NEW = "/tickets/new/"
SIX = 6
FIVE = 5  # a guest files so many in an hour without a toll
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("valkey")]


def hashes():
    return [f"0x{number}{HASH[1:]}" for number in range(SIX)]


@pytest.fixture
def tabs(carl):
    """Six tabs of Carl's, or of one guest: they share a session."""

    def of(user=None):
        first = Client()
        if user:
            first.force_login(user)
        first.get(NEW)
        clients = [Client() for _tab in range(SIX)]
        for client in clients:
            client.cookies = first.cookies
        return clients

    return of


def statuses(found):
    return Counter(getattr(answer, "status_code", answer) for answer in found)


def test_one_transaction_from_six_tabs_is_one_ticket_and_five_are_asked(tabs, carl):
    browsers = tabs(carl.user)
    forms = [filled(key=f"key-{n}", happened=f"Word {n}: it is gone") for n in range(SIX)]
    found = at_once(SIX, lambda n: browsers[n].post(NEW, forms[n]))
    assert statuses(found) == {302: 1, 409: SIX - 1}
    ticket = Ticket.objects.get()
    assert Message.objects.count() == 1
    for number, answer in enumerate(found):
        if answer.status_code == 409:
            assert ticket.reference in answer.content.decode()
            assert f"Word {number}: it is gone" in answer.content.decode()


def test_six_transactions_from_six_tabs_are_six_tickets(tabs, carl):
    browsers, forms = tabs(carl.user), [filled(key=f"key-{n}", txid=one) for n, one in enumerate(hashes())]
    assert statuses(at_once(SIX, lambda n: browsers[n].post(NEW, forms[n]))) == {302: SIX}
    assert Ticket.objects.count() == SIX


def test_the_same_words_without_a_topic_from_six_tabs_are_one_ticket(tabs, carl):
    browsers = tabs(carl.user)
    said = [{"happened": "Nobody tells me where it is", "key": f"key-{n}"} for n in range(SIX)]
    assert statuses(at_once(SIX, lambda n: browsers[n].post(NEW, said[n]))) == {302: 1, 409: SIX - 1}


def test_one_transaction_from_five_tabs_of_a_guest_is_one_ticket(tabs):
    browsers = tabs()
    forms = [filled(key=f"key-{n}") | {"email": "gus@guest.example"} for n in range(FIVE)]
    assert statuses(at_once(FIVE, lambda n: browsers[n].post(NEW, forms[n]))) == {302: 1, 409: FIVE - 1}
    assert Customer.objects.exclude(user__isnull=False).count() == 1


def test_five_guests_with_one_transaction_learn_nothing_of_each_other(db):
    browsers = [Client(REMOTE_ADDR=f"10.0.0.{n}") for n in range(FIVE)]
    forms = [filled(key=f"key-{n}") | {"email": "gus@guest.example"} for n in range(FIVE)]
    assert statuses(at_once(FIVE, lambda n: browsers[n].post(NEW, forms[n]))) == {302: FIVE}


def test_a_machine_that_opens_it_six_times_at_once_hears_of_the_first(carl):
    caller = machine()
    asked = {key.removeprefix("f-"): value for key, value in answered("deposit-missing").items()}
    asked.pop("asked")
    said = {
        "customer": carl.exchange_id,
        "subject": "No deposit",
        "topic": "deposit-missing",
        "body": "Gone",
        "fields": asked,
    }
    found = at_once(SIX, lambda n: caller.post("tickets/", said))
    assert statuses(found) == {201: 1, 409: SIX - 1}
    refused = next(answer for answer in found if answer.status_code == 409).json()
    assert refused["repeats"] == Ticket.objects.get().reference
    assert caller.post("tickets/", said | {"repeats": "new"}).status_code == 201


def test_nobody_waits_for_another_customer(carl, cleo):
    cleo_s = Client()
    cleo_s.force_login(cleo.user)
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=carl.pk)  # Carl's filing is under way
        (answer,) = at_once(1, lambda _: _hurried(cleo_s))
    assert answer.status_code == 302


def _hurried(client):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '3s'")
    return client.post(NEW, filled())
