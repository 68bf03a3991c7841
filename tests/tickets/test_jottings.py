"""Half-written words: found again on another device, shown to who may see the ticket, gone when sent."""

import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.tickets.browsing import page
from tickets import clock as house_clock
from tickets.models import Jotting

WORDS = "medlar-half-written"


@pytest.fixture
def ticket(carl, says):
    return says(carl)


def box(browser, ticket, kind="reply", **said):
    address = reverse("desk:jotting", args=[ticket.pk, kind])
    return browser.post(address, said) if said else browser.get(address)


def test_they_are_found_again_by_their_author_alone(ada, sam, desk, sign_in, ticket):
    box(desk, ticket, body=WORDS)
    assert box(sign_in(ada), ticket).json() == {"body": WORDS, "shared": False}
    assert box(sign_in(sam), ticket).json()["body"] == ""
    assert box(desk, ticket, "note").json()["body"] == ""


def test_they_rest_without_their_secrets(desk, ticket):
    box(desk, ticket, body="card 4111 1111 1111 1111")
    assert "4111" not in Jotting.objects.get().body
    box(desk, ticket, body="legal winner thank year wave sausage worth useful legal winner")
    assert not Jotting.objects.exists()


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_once_sent_they_are_gone_and_a_late_save_does_not_bring_them_back(desk, ticket, kind):
    key = uuid.uuid4().hex
    box(desk, ticket, kind, body=WORDS, key=key)
    desk.post(reverse(f"desk:{kind}", args=[ticket.pk]), {"body": WORDS, "key": key})
    assert not Jotting.objects.exists()
    box(desk, ticket, kind, body=WORDS, key=key)
    assert not Jotting.objects.exists()


def test_shown_they_are_read_by_colleagues_who_may_see_the_ticket(
    sam, ben, carl, desk, as_carl, sign_in, ticket
):
    box(desk, ticket, body=WORDS)
    assert WORDS not in page(sign_in(sam), "outgoing", ticket.pk)
    box(desk, ticket, shared="on")
    assert WORDS in page(sign_in(sam), "outgoing", ticket.pk)
    assert sign_in(ben).get(reverse("desk:outgoing", args=[ticket.pk])).status_code == 404
    show = reverse("tickets:show", args=[ticket.reference])
    assert WORDS not in as_carl.get(show).content.decode()
    box(desk, ticket, shared="off")
    assert WORDS not in page(sign_in(sam), "outgoing", ticket.pk)


def test_taken_over_they_are_the_colleagues(ada, sam, ben, desk, sign_in, ticket):
    box(desk, ticket, body=WORDS)
    row = Jotting.objects.get()
    address = reverse("desk:jotting-take-over", args=[row.pk])
    assert sign_in(sam).post(address).status_code == 404
    box(desk, ticket, shared="on")
    assert sign_in(ben).post(address).status_code == 404
    box(sign_in(sam), ticket, body="Begun by me")
    shown = sign_in(sam).post(address).content.decode()
    assert f"Begun by me\n\n{WORDS}" in shown
    assert [(one.user, one.shared_at) for one in Jotting.objects.all()] == [(sam, None)]


def test_other_teams_and_customers_have_no_such_box(ben, carl, sign_in, ticket):
    for stranger in (ben, carl.user):
        assert box(sign_in(stranger), ticket).status_code == 404
        assert box(sign_in(stranger), ticket, body=WORDS).status_code == 404


def test_there_are_two_boxes(desk, ticket):
    assert box(desk, ticket, "letter").status_code == 404


def test_nobody_comes_back_for_ever(desk, ticket):
    box(desk, ticket, body=WORDS)
    assert house_clock.forget_old_jottings() == 0
    with time_machine.travel(timezone.now() + Jotting.LASTS):
        assert house_clock.forget_old_jottings() == 1
