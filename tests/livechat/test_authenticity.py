"""A code both sides can compare: the same in the window, at the desk and in the account."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from livechat import actions, authenticity, waiting
from livechat.models import Device, Visit
from support.people.models import ApiKey

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def visit(carl):
    """Carl's chat."""
    visit = Visit.objects.create(customer=carl)
    actions.say(visit, body="Hello", key="line-0001")
    visit.refresh_from_db()
    return visit


def test_it_is_six_digits_of_visit_ticket_and_day(visit, says, cleo):
    code = authenticity.code(visit, visit.ticket, now=NOON)
    assert len(code.replace(" ", "")) == 6
    assert code == authenticity.code(visit, visit.ticket, now=NOON.replace(hour=0))
    others = [
        authenticity.code(visit, visit.ticket, now=NOON + timedelta(days=1)),
        authenticity.code(visit, says(cleo), now=NOON),
        authenticity.code(Visit.objects.create(), visit.ticket, now=NOON),
    ]
    assert code not in others


def test_it_cannot_be_reckoned_without_our_key(visit, settings):
    before = authenticity.code(visit, visit.ticket, now=NOON)
    settings.SECRET_KEY = "another key of the same house"
    assert authenticity.code(visit, visit.ticket, now=NOON) != before


def test_everybody_sees_the_same(visit, carl, ada, client):
    code = waiting.state_of(visit, now=timezone.now())["code"]
    client.force_login(carl.user)
    assert code in client.get(f"/tickets/{visit.ticket.reference}/").content.decode()
    client.force_login(ada)
    assert code in client.get(f"/desk/tickets/{visit.ticket.pk}/").content.decode()
    _key, secret = ApiKey.objects.create_key(name="exchange", scopes=["tickets:read"])
    machine = {"Authorization": f"Api-Key {secret}"}
    told = client.get(f"/api/v1/chats/{visit.ticket.reference}/code/", headers=machine).json()
    assert told == {"ticket": visit.ticket.reference, "exchange_id": carl.exchange_id, "code": code}


def test_a_machine_is_told_no_code_of_a_stranger_nor_of_a_ticket_without_one(visit, says, carl, client):
    _key, secret = ApiKey.objects.create_key(name="exchange", scopes=["tickets:read"])
    machine = {"Authorization": f"Api-Key {secret}"}
    stranger = Visit.objects.create()
    said = actions.say(stranger, body="Hi", key="line-0002")
    for ticket in (said.ticket, says(carl)):
        answer = client.get(f"/api/v1/chats/{ticket.reference}/code/", headers=machine)
        assert answer.status_code == 404


def test_a_ticket_that_no_window_talks_in_shows_none(says, carl, client):
    client.force_login(carl.user)
    assert "data-code" not in client.get(f"/tickets/{says(carl).reference}/").content.decode()


# Who stands there, for the desk.


def at_the_desk(client, ada, ticket):
    client.force_login(ada)
    return client.get(f"/desk/tickets/{ticket.pk}/").content.decode()


def test_a_stranger_is_called_unverified(site, client, ada):
    visit = Visit.objects.create()
    said = actions.say(visit, body="Hi", key="line-0001")
    assert "Nobody vouches now for who is in this chat" in at_the_desk(client, ada, said.ticket)


def test_who_is_vouched_for_is_verified_until_then_and_no_longer(site, client, ada, visit):
    visit.customer.user.delete()
    until = timezone.now() + timedelta(minutes=5)
    device = {"visit": visit, "site": site, "token_digest": "x", "external_id": "MX-CARL"}
    Device.objects.create(**device, verified_until=until)
    assert "Nobody vouches" not in at_the_desk(client, ada, visit.ticket)
    Device.objects.update(verified_until=until - timedelta(minutes=6))
    assert "Nobody vouches" in at_the_desk(client, ada, visit.ticket)
