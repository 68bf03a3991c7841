"""A guest who filed the same transfer from two browsers: nobody tells them, but who answers sees both."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.tickets.browsing import text
from tests.tickets.said import HASH, filled
from tickets import letters
from tickets.models import Ticket

NEW = "/tickets/new/"
SAME = "About the same transfer as"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


@pytest.fixture
def desk(sam, sign_in):
    """Sam's browser: a supervisor reads every team's tickets."""
    return sign_in(sam)


def file(key, *, email="gus@guest.example", txid=f"0x{HASH}"):
    assert Client().post(NEW, filled(key=key, txid=txid) | {"email": email}).status_code == 302
    return Ticket.objects.latest("pk")


def test_both_are_told_to_the_desk_before_and_after_the_address_is_proven(house, desk):
    first, second = file("k1"), file("k2")
    assert first.customer != second.customer
    assert f"{SAME} {second.reference}" in words(desk, first)
    for ticket in (first, second):
        Client().post(reverse("tickets:open", args=[token(ticket)]))
    assert len(set(Ticket.objects.values_list("customer", flat=True))) == 1
    assert f"{SAME} {first.reference}" in words(desk, second)


def test_another_transfer_and_another_address_are_no_twins(house, desk):
    first = file("k1")
    file("k2", txid=f"0x6d61{HASH[4:]}")
    file("k3", email="greta@guest.example")
    assert SAME not in words(desk, first)


def test_an_agent_is_told_only_of_what_they_may_read(house, ada, ben, sign_in):
    first, second = file("k1"), file("k2")
    Ticket.objects.filter(pk=first.pk).update(team=ben.agent.teams.get())
    Ticket.objects.filter(pk=second.pk).update(team=ada.agent.teams.first())
    assert SAME not in words(sign_in(ben), first)


def words(browser, ticket):
    answer = browser.get(reverse("desk:ticket", args=[ticket.pk]))
    assert answer.status_code == 200
    return text(answer)


def token(ticket):
    return letters.guest_link(ticket).rstrip("/").rpartition("/")[2]
