"""Nobody floods the desk: counted, paused in words, never losing what was typed."""

import uuid

import pytest
from django.test import Client

from tickets.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories
NEW = "/tickets/new/"


def answers(**more):
    """A filled form."""
    known = {"happened": "My deposit is missing", "key": uuid.uuid4().hex, "topic": "fees", "repeats": "new"}
    return known | more


def test_the_sixth_guest_ticket_of_an_hour_owes_a_toll_and_words_are_kept(as_guest):
    for _ in range(5):
        assert as_guest.post(NEW, answers(email="gus@guest.example")).status_code == 302
    page = as_guest.post(NEW, answers(email="gus@guest.example", happened="One more thing"))
    assert page.status_code == 422
    assert 0 < int(page["Retry-After"]) <= 3600
    assert "One more thing" in page.content.decode()
    assert "send them in" in page.content.decode()  # what is read without JavaScript
    assert Ticket.objects.count() == 5


def test_a_forged_forwarding_header_does_not_reset_the_count(as_guest):
    for number in range(10):
        as_guest.post(
            NEW, answers(email=f"g{number}@guest.example"), headers={"X-Forwarded-For": f"10.0.0.{number}"}
        )
    page = as_guest.post(NEW, answers(email="g11@guest.example"), headers={"X-Forwarded-For": "10.9.9.9"})
    assert page.status_code == 422


def test_customers_who_sign_in_are_not_counted_with_their_neighbours(as_guest, carl):
    for number in range(10):
        as_guest.post(NEW, answers(email=f"g{number}@guest.example"))
    signed_in = Client()
    signed_in.force_login(carl.user)
    assert signed_in.post(NEW, answers()).status_code == 302


def test_a_repeated_form_costs_nothing(as_guest):
    form = answers(email="gus@guest.example")
    assert {as_guest.post(NEW, form).status_code for _ in range(12)} == {302}


def test_while_the_counter_is_away_the_limit_is_tighter_never_open(as_guest, monkeypatch):
    from redis.exceptions import ConnectionError as Away

    from tickets import floods

    class Broken:
        def add(self, *args):
            raise Away

    floods._here.clear()
    monkeypatch.setattr(floods, "cache", Broken())
    let_in = [floods.seconds_to_wait(floods.TICKETS_A_CUSTOMER, "x", thing=n) == 0 for n in range(8)]
    assert let_in == [True] * 5 + [False] * 3
