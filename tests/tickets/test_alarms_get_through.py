"""Nothing that can be left out holds up an alarm, and no burst makes one wait; other tickets still do."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tickets.browsing import HTMX, text
from tickets import alarms, floods
from tickets.desk.words import happened
from tickets.models import Ticket
from tickets.severity import Severity

NEW = "/tickets/new/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]


def alarm(**more):
    return {"topic": "account-takeover", "asked": "account-takeover", "happened": "Help"} | said(**more)


def calm(**more):
    return {"topic": "fees", "happened": "A fee seems too high", "repeats": "new"} | said(**more)


def said(**more):
    return {"email": "gus@guest.example", "key": uuid.uuid4().hex} | more


def program():
    return SimpleUploadedFile("run.exe", b"MZ\x90\x00" + b"\0" * 200, content_type="image/png")


def picture():
    return SimpleUploadedFile("what.txt", b"What the screen said", content_type="text/plain")


@pytest.fixture
def strict(monkeypatch):
    """One an hour."""
    for name in ("ALARMS_AN_ADDRESS", "ALARMS_A_CUSTOMER", "TICKETS_AN_ADDRESS"):
        monkeypatch.setattr(floods, name, floods.Limit(name.lower(), most=1, seconds=3600))


# Bursts.


def test_one_alarm_too_many_is_filed_all_the_same_but_below_the_first(client, strict):
    for _ in range(3):
        assert client.post(NEW, alarm()).status_code == 302
    first, *others = Ticket.objects.order_by("pk")
    assert first.severity == Severity.S0
    assert [(it.severity, it.team.slug) for it in others] == [(Severity.S1, "security")] * 2
    assert "many alarms came from this sender" in happened(others[0].events.first())
    assert "many alarms" not in happened(first.events.first())


def test_another_ticket_still_owes_the_toll(client, strict):
    assert client.post(NEW, calm()).status_code == 302
    assert client.post(NEW, calm()).status_code == 422
    assert Ticket.objects.count() == 1


def test_who_signs_in_counts_by_account_not_by_address(client, browser, carl, cleo, strict):
    client.post(NEW, alarm())
    client.post(NEW, alarm())
    for person in (carl, cleo):
        browser(person).post(NEW, alarm())
    browser(carl).post(NEW, alarm())
    found = [*Ticket.objects.order_by("pk").values_list("severity", flat=True)]
    assert found == [0, 1, 0, 0, 1]


def test_a_script_may_reckon_for_its_place_and_is_let_through_when_it_cannot(client, strict):
    client.post(NEW, alarm())
    form = alarm()
    page = client.post(NEW, form, headers=HTMX)
    assert page.status_code == 422
    assert "data-challenge" in page.content.decode()
    assert "send them once more" in text(page)
    assert client.post(NEW, form | {"toll": ""}, headers=HTMX).status_code == 200
    assert Ticket.objects.order_by("pk").last().severity == Severity.S1


# What is wrong with it.


def test_refused_files_are_named_on_the_next_page_and_the_good_ones_went_along(client):
    page = client.post(NEW, alarm(files=[program(), picture()]), follow=True)
    assert [it.name for it in Ticket.objects.get().messages.get().attachments.all()] == ["what.txt"]
    assert "went out at once, without these files: We cannot take “run.exe”" in text(page)
    again = client.get(page.redirect_chain[-1][0])
    assert "without these files" not in text(again)


def test_lines_that_are_too_long_are_cut_and_kept_whole_in_the_message(client):
    line = "My account! " * 30
    assert client.post(NEW, alarm(subject=line, name="N" * 130)).status_code == 302
    ticket = Ticket.objects.get()
    assert (len(ticket.subject), ticket.subject[-1], len(ticket.customer.name)) == (200, "…", 120)
    assert line.strip() in ticket.messages.get().body


def test_a_text_that_is_too_long_goes_on_in_messages_that_follow(client):
    words = "so-and-so " * 25_000
    form = alarm(happened=words)
    assert client.post(NEW, form).status_code == 302
    assert client.post(NEW, form).status_code == 302  # the same again
    ticket = Ticket.objects.get()
    bodies = [message.body for message in ticket.messages.order_by("seq")]
    assert len(bodies) == 3
    assert "".join(bodies).split() == words.split()


def test_a_secret_is_hidden_before_a_text_is_cut_within_it():
    card = "4111 1111 1111 1111"
    found = alarms.parts("x" * 90 + " " + card + " and more of it" * 9, most=100)
    assert "1111 1111" not in " ".join(part.text for part in found)
    assert max(len(part.text) for part in found) <= 100
    assert [part.text for part in alarms.parts("short")] == ["short"]


@pytest.mark.parametrize(
    "wrong", [{"subject": "s" * 201}, {"happened": "w" * 20_001}, {"name": "N" * 121}, {"files": None}]
)
def test_any_other_ticket_is_refused_with_words(client, wrong):
    wrong = {name: value or program() for name, value in wrong.items()}
    assert client.post(NEW, calm(**wrong)).status_code == 422
    assert not Ticket.objects.exists()


def test_a_name_that_is_too_long_is_told_in_our_words(client):
    page = client.post(NEW, calm(name="N" * 121))
    assert "Make this line shorter: up to 120 characters." in text(page)
    assert "Ensure this value" not in text(page)


def test_an_alarm_without_an_address_still_asks_where_to_answer(client):
    page = client.post(NEW, alarm(email="", subject="s" * 300))
    assert page.status_code == 422
    assert re.search(r"One answer needs mending", text(page))
    assert "s" * 300 in page.content.decode()
