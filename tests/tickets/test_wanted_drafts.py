"""What is typed for a thing of the list and not sent yet is kept as every other unsent text is."""

import uuid

import pytest
from django.test import Client

from tests.tickets.drafting import keep, texts
from tickets import actions, guests
from tickets.actions import Thing
from tickets.models import Draft, Message, Wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


@pytest.fixture
def thing(ada, carl, says):
    actions.reply(says(carl), by=ada, body="Please", key="r", wanted=[Thing("Which network?")])
    return Wanted.objects.select_related("ticket").get()


def give(browser, thing, **said):
    return browser.post(f"/tickets/{thing.ticket.reference}/wanted/{thing.pk}/", said)


def test_it_is_found_on_another_device_and_gone_once_it_was_sent(thing, carl, sign_in):
    phone, laptop = sign_in(carl.user), sign_in(carl.user)
    assert keep(phone, form=thing.draft, body="Tron").status_code == 200
    assert texts(laptop, thing.draft) == {"key-00001": {"body": "Tron"}}
    assert give(laptop, thing, body="Tron", key="key-00001").status_code == 302
    assert texts(phone, thing.draft) == {}
    assert Draft.objects.get().sent_as == thing.ticket
    page = laptop.get(f"/tickets/{thing.ticket.reference}/").content.decode()
    assert f'name="{thing.draft}" data-done data-key="key-00001"' in page


def test_nobody_else_keeps_or_reads_one_there(thing, carl, cleo, ada, sign_in):
    keep(sign_in(carl.user), form=thing.draft, body="Tron")
    for stranger in (Client(), sign_in(cleo.user), sign_in(ada)):
        assert stranger.get(f"/tickets/drafts/{thing.draft}/").status_code == 404
        assert keep(stranger, form=thing.draft, body="Mine").status_code == 404
        assert stranger.delete(f"/tickets/drafts/{thing.draft}/key-00001/").status_code == 404
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("form", ["thing-", "thing-0", "thing-x", "thing-9999999999"])
def test_of_a_thing_that_is_none_nothing_is_kept(thing, carl, sign_in, form):
    assert keep(sign_in(carl.user), form=form, body="Tron").status_code == 404


def test_only_its_own_boxes_are_kept(thing, carl, sign_in):
    assert keep(sign_in(carl.user), form=thing.draft, happened="x").status_code == 422


def test_a_guest_keeps_theirs_in_their_browser(ada, gus, says, let_in):
    ticket = says(gus)
    actions.reply(ticket, by=ada, body="Please", key="r", wanted=[Thing("Which network?")])
    thing, browser = Wanted.objects.get(), let_in(ticket)
    assert keep(browser, form=thing.draft, body="Tron").status_code == 200
    assert texts(browser, thing.draft) == {"key-00001": {"body": "Tron"}}
    assert Client().get(f"/tickets/drafts/{thing.draft}/").status_code == 404


@pytest.fixture
def let_in():
    def browser(ticket):
        client = Client()
        session = client.session
        guests.let_in(session, ticket)
        session.save()
        client.cookies["sessionid"] = session.session_key
        return client

    return browser


def test_who_was_signed_out_meanwhile_is_told_that_the_words_are_kept(thing):
    page = give(Client(), thing, body="Tron", key="key-00001")
    assert page.status_code == 404
    html = page.content.decode()
    assert f'names="{thing.draft}"' in html
    assert f"/tickets/drafts/{thing.draft}/" in html
    assert Message.objects.filter(kind="customer").count() == 1


def test_other_words_under_the_same_key_are_heard_as_well_and_the_same_once(thing, carl, sign_in):
    browser, key = sign_in(carl.user), uuid.uuid4().hex
    for words in ("Tron", "Tron", "No: Ethereum"):
        give(browser, thing, body=words, key=key)
    said = Message.objects.filter(kind="customer").order_by("seq").values_list("body", flat=True)[1:]
    assert list(said) == ["Which network?\nTron", "Which network?\nNo: Ethereum"]
