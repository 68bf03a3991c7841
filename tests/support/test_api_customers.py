"""The exchange tells us who a customer is and which tier they have reached."""

from datetime import timedelta

import pytest
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import ApiKey, Customer
from tests.support.api import Machine, is_problem, machine, wrong
from tests.together import at_once
from tickets import defaults, queue
from tickets.models import Event


@pytest.fixture
def exchange(house):
    """A machine that may change customers."""
    return machine(ApiKey.Scope.CUSTOMERS_WRITE)


def test_a_customer_we_did_not_know_is_made(exchange):
    said = {
        "tier": "plus",
        "name": "Dana",
        "email": "dana@customer.example",
        "language": "de",
        "time_zone": "Europe/Berlin",
    }
    answer = exchange.put("customers/MX-9/", said)
    assert answer.status_code == 201
    assert answer.json() == said | {"exchange_id": "MX-9"}
    dana = Customer.objects.get(exchange_id="MX-9")
    assert (dana.tier.slug, dana.language, dana.time_zone) == ("plus", "de", "Europe/Berlin")
    assert Entry.objects.get(action="customer.made").detail == {"key": "exchange", "tier": "plus"}


def test_a_customer_we_know_is_changed_and_only_in_what_was_told(exchange, carl):
    answer = exchange.put(f"customers/{carl.exchange_id}/", {"tier": "plus"})
    assert answer.status_code == 200
    carl.refresh_from_db()
    assert (carl.tier.slug, carl.name, carl.email) == ("plus", "Carl", "carl@customer.example")


def test_the_same_call_again_changes_nothing(exchange, carl, says):
    ticket = says(carl)
    first = exchange.put(f"customers/{carl.exchange_id}/", {"tier": "plus", "reason": "KYC 2"})
    before = (Entry.objects.count(), Event.objects.count())
    again = exchange.put(f"customers/{carl.exchange_id}/", {"tier": "plus", "reason": "KYC 2"})
    assert (again.status_code, again.json()) == (200, first.json())
    assert (Entry.objects.count(), Event.objects.count()) == before
    assert ticket.events.filter(kind=Event.Kind.REPRIORITISED).count() == 1


def test_open_tickets_are_ordered_anew_and_an_event_says_why(exchange, carl, cleo, says):
    exchange.put(f"customers/{carl.exchange_id}/", {"tier": "entry"})
    first, second = says(cleo, topic="deposit-missing"), says(carl, topic="deposit-missing")
    now = second.waiting_since + timedelta(minutes=30)
    assert queue.next_in(first.team, now=now, limit=2) == [first, second]
    exchange.put(f"customers/{carl.exchange_id}/", {"tier": "business", "reason": "KYC level 3"})
    assert queue.next_in(first.team, now=now, limit=2) == [second, first]
    event = second.events.get(kind=Event.Kind.REPRIORITISED)
    assert event.detail["why"] == "Entry → Business: KYC level 3, told by exchange"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"tier": "diamond"}, "tier"),
        ({"tier": None}, "tier"),
        ({"tier": ["plus"]}, "tier"),
        ({"tier": "plus\u0000"}, "tier"),
        ({}, "tier"),
        ({"tier": "plus", "language": "xx"}, "language"),
        ({"tier": "plus", "email": "no address"}, "email"),
        ({"tier": "plus", "time_zone": "Mars/Phobos"}, "time_zone"),
        ({"tier": "plus", "name": "x" * 121}, "name"),
        ({"tier": "plus", "name": "\u0000"}, "name"),
        ({"tier": "plus", "name": "\ud800"}, "name"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_and_nothing_changes(exchange, carl, said, field):
    problem = is_problem(exchange.put(f"customers/{carl.exchange_id}/", said), 400)
    assert field in wrong(problem)
    carl.refresh_from_db()
    assert (carl.tier.slug, carl.name) == ("verified", "Carl")
    is_problem(exchange.put("customers/MX-NEW/", said), 400)
    assert not Customer.objects.filter(exchange_id="MX-NEW").exists()


def test_an_id_that_is_too_long_is_refused_not_cut(exchange):
    is_problem(exchange.put(f"customers/{'x' * 65}/", {"tier": "plus"}), 400)
    assert exchange.put(f"customers/{'x' * 64}/", {"tier": "plus"}).status_code == 201
    assert Customer.objects.count() == 1


def test_what_may_not_be_told_is_not_heard(exchange, carl, cleo):
    """Mass assignment."""
    said = {
        "tier": "plus",
        "id": cleo.pk,
        "user": cleo.user_id,
        "exchange_id": "MX-STOLEN",
        "since": "2001-01-01",
    }
    answer = exchange.put(f"customers/{carl.exchange_id}/", said)
    assert answer.json()["exchange_id"] == carl.exchange_id
    before = carl.user_id, carl.since
    carl.refresh_from_db()
    assert (carl.user_id, carl.since) == before
    assert Customer.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ten_calls_at_once_for_a_new_customer_make_one():
    defaults.prepare()
    exchange = machine()
    found = at_once(
        10, lambda n: exchange.put("customers/MX-9/", {"tier": "plus", "name": f"Dana {n}"}).status_code
    )
    assert sorted(found) == [200] * 9 + [201]
    assert Customer.objects.count() == 1
    assert Entry.objects.filter(action="customer.made").count() == 1


# Keys.


@pytest.mark.parametrize("text", ["", "wrong", "abcdefgh.wrong", "a.b.c", ".", "ключ", "x" * 5000])
def test_without_a_good_key_nothing_opens(house, text):
    answer = Machine(text).put("customers/MX-9/", {"tier": "plus"})
    is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Api-Key"
    assert not Customer.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [{"revoked": True}, {"expiry_date": timezone.now() - timedelta(seconds=1)}],
    ids=["revoked", "expired"],
)
def test_a_key_that_is_over_opens_nothing(house, facts):
    is_problem(machine(**facts).put("customers/MX-9/", {"tier": "plus"}), 401)


def test_a_key_that_ends_tomorrow_opens_today(house):
    tomorrow = timezone.now() + timedelta(days=1)
    assert machine(expiry_date=tomorrow).put("customers/MX-9/", {"tier": "plus"}).status_code == 201


def test_a_key_in_the_address_is_no_key(house):
    key = machine().text
    is_problem(Machine("").call("PUT", f"customers/MX-9/?api_key={key}", {"tier": "plus"}), 401)


def test_a_key_opens_only_what_its_scopes_name(carl):
    others = [scope for scope in ApiKey.Scope.values if scope != ApiKey.Scope.CUSTOMERS_WRITE]
    problem = is_problem(machine(*others).put(f"customers/{carl.exchange_id}/", {"tier": "plus"}), 403)
    assert "customers:write" in problem["detail"]
    carl.refresh_from_db()
    assert carl.tier.slug == "verified"


def test_a_key_is_kept_only_as_a_hash(house):
    caller = machine()
    key = ApiKey.objects.get()
    secret = caller.text.partition(".")[2]
    assert not any(secret in str(value) for value in vars(key).values())


def test_a_sign_in_is_no_key(root, client):
    client.force_login(root)
    answer = client.put("/api/v1/customers/MX-9/", {"tier": "plus"}, content_type="application/json")
    is_problem(answer, 401)
