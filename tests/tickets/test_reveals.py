"""What is hidden of a customer: shown for a reason, bounded, and written down without the value."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from support.audit.models import Entry
from support.people import clock as peoples_clock
from support.people import reveals
from support.people.models import Alarm, Customer, Handle
from tests.tickets.browsing import HTMX, page


@pytest.fixture
def ticket(carl, says):
    return says(carl)


def show(client, ticket, *, field="email", why="match", words="", **more):
    said = {"field": field, "why": why, "words": words}
    return client.post(reverse("desk:reveal", args=[ticket.pk]), said, **more)


def looks():
    return Entry.objects.filter(action=reveals.REVEALED)


def test_one_value_comes_back_and_the_book_says_who_saw_which_and_why(ada, desk, carl, ticket):
    answer = show(desk, ticket, words="they wrote from another address", headers=HTMX)
    assert answer.status_code == 200
    assert carl.email in answer.content.decode()
    assert carl.exchange_id not in answer.content.decode()
    line = looks().get()
    assert (line.by, line.model, line.object_id) == (ada, "people.customer", str(carl.pk))
    assert line.detail["field"] == "email"
    assert line.detail["ticket"] == ticket.reference
    assert line.detail["why"] == "match"
    assert carl.email not in str(line.detail)


def test_it_is_hidden_again_on_the_next_page(desk, carl, ticket):
    show(desk, ticket, headers=HTMX)
    assert carl.email not in page(desk, "ticket", ticket.pk)


def test_without_a_script_the_page_with_the_value_leaves_by_itself(desk, carl, ticket):
    answer = show(desk, ticket, field="exchange_id")
    assert carl.exchange_id in answer.content.decode()
    assert answer["Refresh"].startswith("60; url=http://testserver/desk/tickets/")
    assert "no-store" in answer["Cache-Control"]


def test_a_name_on_a_network_shows_its_id(desk, xenia, says):
    handle = xenia.handles.get()
    answer = show(desk, says(xenia, channel="x"), field=f"handle-{handle.pk}", headers=HTMX)
    assert "7001" in answer.content.decode()


@pytest.mark.parametrize("said", [{"why": ""}, {"why": "curious"}, {"why": "other"}])
def test_without_a_reason_nothing_is_shown(desk, carl, ticket, said):
    answer = show(desk, ticket, headers=HTMX, **said)
    assert answer.status_code == 422
    assert carl.email not in answer.content.decode()
    assert not looks().exists()


def test_what_is_not_hidden_of_this_customer_is_not_there(desk, cleo, ticket):
    theirs = Handle.objects.create(customer=cleo, network="x", external_id="8002", name="cleo")
    for field in ("password", "", f"handle-{theirs.pk}"):
        assert show(desk, ticket, field=field).status_code == 404


def test_the_very_value_never_gets_into_the_book_by_an_agents_words(desk, carl, ticket):
    show(desk, ticket, words=f"is it {carl.email.upper()}?")
    assert looks().get().detail["words"] == "is it •••?"


def test_an_agent_is_shown_so_many_an_hour_and_supervisors_hear_once(ada, sam, desk, carl, ticket, clock):
    for _ in range(reveals.MOST):
        assert show(desk, ticket, headers=HTMX).status_code == 200
    for _ in range(2):
        refused = show(desk, ticket, headers=HTMX)
        assert refused.status_code == 422
        assert carl.email not in refused.content.decode()
        assert "your supervisors know" in refused.content.decode()
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.by, alarm.about) == ("many", ada, ticket.reference)
    assert looks().count() == reveals.MOST
    assert peoples_clock.tell_supervisors() == 1
    assert peoples_clock.tell_supervisors() == 0
    letter = mail.outbox[-1]
    assert letter.to == [sam.email]
    assert ada.name in letter.subject
    assert carl.email not in letter.body
    clock(minutes=61)
    assert show(desk, ticket, headers=HTMX).status_code == 200


def test_a_canary_calls_supervisors_and_looks_like_anybody(sam, desk, carl, ticket):
    usual = show(desk, ticket, headers=HTMX).content.decode()
    assert not Alarm.objects.exists()
    plain = page(desk, "ticket", ticket.pk)
    carl.canary = True
    carl.save()
    assert "canary" not in page(desk, "ticket", ticket.pk).lower()
    assert len(page(desk, "ticket", ticket.pk)) == pytest.approx(len(plain), abs=200)
    again = show(desk, ticket, headers=HTMX).content.decode()
    assert len(again) == len(usual)
    assert Alarm.objects.get().kind == "canary"
    peoples_clock.tell_supervisors()
    assert "canary" in mail.outbox[-1].subject


def test_supervisors_read_who_saw_what_and_why_page_by_page(ada, sam, sign_in, carl, ticket, clock):
    known = reveals.fields(carl)["email"]
    for at in range(55):
        told = {"by": ada, "about": ticket.reference, "reason": "fraud", "words": f"look {at}."}
        clock(hours=1)
        reveals.reveal(carl, known, **told)
    watching = sign_in(sam)
    first = page(watching, "reveals")
    assert "look 54." in first
    assert "look 4." not in first
    assert carl.email not in first
    older = page(watching, "reveals", before=first.split("?before=")[1].split(chr(34))[0])
    assert "look 4." in older
    assert "look 5." not in older
    assert "To look into fraud or abuse" in older


def test_nobody_but_supervisors_reads_that(desk):
    assert desk.get(reverse("desk:reveals")).status_code == 404


def test_a_customer_without_a_name_is_not_called_by_the_whole_address(desk, gus, says):
    gus.name = ""
    gus.save()
    ticket = says(gus)
    beside = page(desk, "ticket", ticket.pk).split('id="who-body"')[1]
    assert gus.email not in beside
    assert "g•••@•••••.example" in beside


def test_the_bound_counts_an_hour_and_no_more():
    assert timedelta(hours=1) == reveals.WITHIN


@pytest.mark.parametrize("name", ["", "nora@mail.example", "Nora <nora@mail.example>"])
def test_an_address_for_a_name_is_hidden_wherever_a_customer_is_named(desk, house, says, name):
    nora = Customer.objects.create(name=name, email="nora@mail.example", language="en")
    ticket = says(nora, "Where is it?")
    shown = [page(desk, "home"), page(desk, "ticket", ticket.pk), page(desk, "merge", ticket.pk)]
    shown.append(b"".join(desk.get("/desk/queue.csv?view=next").streaming_content).decode())
    for text in shown:
        assert "nora@mail.example" not in text
        assert "n•••@•••••.example" in text
