"""A new ticket by the form: asked, kept, heard once, and never more than a customer may say."""

import re
import threading
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from support.people.models import Customer, Handle
from tests.tickets.said import answered
from tickets.models import Attachment, Event, Message, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories
NEW = "/tickets/new/"


def answers(**more):
    """A filled form."""
    topic = str(more.get("topic", "deposit-missing"))
    known = {"happened": "My deposit is missing", "key": uuid.uuid4().hex, "topic": topic, "repeats": "new"}
    just_now = {"f-sent_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    return known | (answered(topic) | just_now if topic else {}) | more


def shown(page) -> str:
    """Its HTML, without what waits there for the guard in the browser."""
    return re.sub(r"<template.*?</template>", "", page.content.decode(), flags=re.DOTALL)


def test_a_customer_files_a_ticket_and_lands_on_its_page(as_carl, carl):
    page = as_carl.post(
        NEW, answers(subject="1,250 USDT", did="Sent them", expected="To see them"), follow=True
    )
    ticket = Ticket.objects.get()
    assert page.redirect_chain == [(f"/tickets/{ticket.reference}/", 302)]
    assert (ticket.customer, ticket.subject, ticket.topic.slug) == (carl, "1,250 USDT", "deposit-missing")
    said = ticket.messages.get().body
    assert (
        said
        == "What happened\nMy deposit is missing\n\nWhat I did\nSent them\n\nWhat I expected\nTo see them"
    )
    assert "We have your ticket." in page.content.decode()


def test_one_answer_alone_needs_no_heading_and_makes_the_subject(as_carl):
    as_carl.post(NEW, answers(happened="It is gone.\nSince noon."))
    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.messages.get().body) == ("It is gone.", "It is gone.\nSince noon.")


def test_a_ticket_without_a_topic_goes_to_the_front_line(as_carl):
    as_carl.post(NEW, answers(topic=""))
    assert Ticket.objects.get().team.slug == "front-line"


def test_what_led_here_is_kept_for_agents(as_carl):
    form = as_carl.get(
        NEW, {"topic": "deposit-missing", "q": "where is my money", "article": "deposit-not-arrived"}
    )
    html = form.content.decode()
    assert 'value="where is my money"' in html
    assert '<option value="deposit-missing" selected ' in html
    as_carl.post(NEW, answers(searched="where is my money", article="deposit-not-arrived"))
    opened = Event.objects.get(kind="opened")
    assert opened.detail == {"searched": "where is my money", "article": "deposit-not-arrived"}


def test_a_guest_files_a_ticket_and_this_browser_sees_it_at_once(as_guest):
    page = as_guest.post(NEW, answers(email="Gus@Guest.example", name="Gus"), follow=True)
    assert page.status_code == 200
    customer = Ticket.objects.get().customer
    assert (customer.email, customer.name, customer.user, customer.tier.slug) == (
        "gus@guest.example",
        "Gus",
        None,
        "entry",
    )
    assert "gus@guest.example" in page.content.decode()


def test_a_second_browser_does_not_see_it(as_guest):
    as_guest.post(NEW, answers(email="gus@guest.example"))
    ticket = Ticket.objects.get()
    assert Client().get(f"/tickets/{ticket.reference}/").status_code == 404


def test_typing_another_customers_address_gives_neither_history_nor_tier(as_guest, carl, says):
    theirs = says(carl)
    as_guest.post(NEW, answers(email=carl.email.upper()))
    filed = Ticket.objects.exclude(pk=theirs.pk).get()
    assert filed.customer != carl
    assert filed.customer.tier.slug == "entry"
    assert as_guest.get(f"/tickets/{theirs.reference}/").status_code == 404


def test_typing_the_address_of_somebody_who_was_a_guest_once_does_not_reach_their_account(as_guest, carl):
    Handle.objects.create(customer=carl, network="guest", external_id=carl.email)
    as_guest.post(NEW, answers(email=carl.email))
    as_guest.post(NEW, answers(email=carl.email))
    assert {ticket.customer for ticket in Ticket.objects.all()} == {
        Customer.objects.exclude(pk=carl.pk).get()
    }  # one browser, one address: one guest


def test_the_same_form_twice_is_one_ticket(as_carl):
    form = answers()
    first, second = as_carl.post(NEW, form), as_carl.post(NEW, form)
    assert first.url == second.url
    assert Message.objects.count() == 1


def test_other_words_under_a_used_key_are_not_swallowed(as_carl):
    form = answers()
    as_carl.post(NEW, form)
    page = as_carl.post(NEW, form | {"happened": "And another thing"})
    assert page.status_code == 409
    html = page.content.decode()
    assert "And another thing" in html
    assert Ticket.objects.get().reference in html
    assert form["key"] not in html
    assert Message.objects.count() == 1


def test_anothers_key_opens_nothing_of_theirs(as_guest, carl):
    form = answers()
    other = Client()
    other.force_login(carl.user)
    other.post(NEW, form)
    page = as_guest.post(NEW, form | {"email": "gus@guest.example"}, follow=True)
    assert Ticket.objects.count() == 2
    assert page.context["ticket"].customer.email == "gus@guest.example"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"happened": "  "}, "happened", "Tell us what happened"),
        ({"email": ""}, "email", "Where shall we answer?"),
        ({"email": "gus at home"}, "email", "no complete address"),
        ({"topic": "no-such-topic"}, "topic", "We do not know this topic"),
        ({"happened": "x" * 20_001}, "happened", "we can take 20000"),
        ({"subject": "x" * 201}, "subject", "up to 200 characters"),
        ({"happened": "\u202e\u200b\0"}, "happened", "Tell us what happened"),
    ],
)
def test_a_wrong_answer_is_named_at_its_field_and_the_rest_is_kept(as_guest, wrong, field, words):
    form = answers(email="gus@guest.example", name="Gus the Guest", did="Waited") | wrong
    page = as_guest.post(NEW, form)
    html = page.content.decode()
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert words in html
    assert "Gus the Guest" in html
    assert "Waited" in html
    assert form["key"] in html
    assert Ticket.objects.count() == 0


def test_an_unknown_topic_in_the_address_is_no_error(as_guest):
    assert as_guest.get(NEW, {"topic": "no-such-topic"}).status_code == 200
    assert as_guest.get(NEW + "?topic=%01&q=%01&article=%01").status_code == 200
    assert as_guest.get(NEW + "?article=%ff").status_code == 400  # no text at all


def test_nothing_beyond_the_form_is_believed(as_carl, carl, cleo, ada):
    extra = {"severity": "0", "tier": "business", "team": "security", "assignee": ada.pk, "customer": cleo.pk}
    extra |= {
        "customer_id": cleo.pk,
        "status": "resolved",
        "lane": "1",
        "public": "on",
        "opened_at": "2001-01-01",
    }
    as_carl.post(NEW + "?severity=0&customer=1", answers(**extra))
    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.severity, ticket.team.slug) == (carl, 2, "crypto-operations")
    assert (ticket.assignee, ticket.resolved_at, ticket.public) == (None, None, False)
    assert carl.tier == Customer.objects.get(pk=carl.pk).tier


def test_an_emergency_says_first_what_to_do(as_guest):
    html = as_guest.get(NEW, {"topic": "account-takeover"}).content.decode()
    assert "Do this first" in html
    assert html.index("Do this first") < html.index('name="happened"')
    assert "Do this first" not in as_guest.get(NEW, {"topic": "deposit-missing"}).content.decode()


def test_the_promise_is_the_one_for_this_topic_and_tier(as_carl, client, house):
    assert "within <strong>12 h</strong>" in as_carl.get(NEW, {"topic": "deposit-missing"}).content.decode()
    assert "within <strong>24 h</strong>" in Client().get(NEW, {"topic": "deposit-missing"}).content.decode()


def test_topics_stand_in_the_readers_language(as_guest):
    as_guest.cookies["django_language"] = "ru"
    html = as_guest.get(NEW, {"topic": "account-takeover"}).content.decode()
    assert "Кто-то вошёл в мой аккаунт" in html
    assert "Срочно: безопасность" in html


def test_the_ticket_speaks_the_language_of_the_page(as_guest):
    as_guest.cookies["django_language"] = "zh-hans"
    as_guest.post(NEW, answers(email="gus@guest.example"))
    ticket = Ticket.objects.get()
    assert (ticket.language, ticket.customer.language) == ("zh-hans", "zh-hans")


def test_a_secret_is_hidden_before_it_rests_and_the_sender_is_told(as_carl):
    page = as_carl.post(
        NEW, answers(happened="My card is 4111 1111 1111 1111", subject="4111111111111111"), follow=True
    )
    ticket = Ticket.objects.get()
    html = shown(page)
    assert "4111 1111" not in ticket.messages.get().body + html
    assert "4111111111111111" not in ticket.subject + html
    assert "nobody here can read it" in html
    assert "ask your bank to replace the card" in html
    again = shown(as_carl.get(f"/tickets/{ticket.reference}/"))
    assert "ask your bank to replace the card" not in again


def test_agents_who_look_at_the_form_file_as_guests(client, ada):
    client.force_login(ada)
    client.post(NEW, answers(email="gus@guest.example"))
    assert Ticket.objects.get().customer.user is None
    assert client.post(NEW, answers()).status_code == 422


def test_a_form_from_another_site_changes_nothing(carl):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carl.user)
    assert strict.post(NEW, answers()).status_code == 403
    assert Ticket.objects.count() == 0


def test_a_user_without_a_customer_becomes_one(client, house):
    from support.people.models import User

    client.force_login(User.objects.create_user("new@customer.example", name="New"))
    client.post(NEW, answers())
    assert Ticket.objects.get().customer.email == "new@customer.example"


@pytest.mark.django_db(transaction=True)
def test_twenty_of_the_same_form_at_once_are_one_ticket(carl):
    form, answered = answers(), []

    def send():
        browser = Client()
        browser.force_login(carl.user)
        answered.append(browser.post(NEW, form))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert [(Ticket.objects.count(), Message.objects.count())] == [(1, 1)]
    assert {answer.status_code for answer in answered} == {302}
    assert {answer.url for answer in answered} == {f"/tickets/{Ticket.objects.get().reference}/"}
    cache.clear()


def test_the_page_is_kept_by_nobody(as_carl):
    assert "no-store" in as_carl.get(NEW)["Cache-Control"]


def test_a_hostile_name_and_subject_stay_text(as_carl):
    typed = answers(subject="<script>alert(1)</script>", happened='"><img src=x onerror=alert(1)>')
    page = as_carl.post(NEW, typed, follow=True)
    html = page.content.decode()
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert Attachment.objects.count() == 0


def test_marks_that_somebody_typed_are_only_words(as_carl):
    typed = "⟦masked:public_key⟧ ⟦masked:nonsense⟧ ⟦masked:card:1111⟧"
    page = as_carl.post(NEW, answers(happened=typed), follow=True)
    assert page.status_code == 200
    assert "ask your bank to replace the card" in page.content.decode()
