"""A colleague of another team is asked in: reads, answers, is heard of by the customer, and leaves again."""

import pytest

from support.people.models import User
from tickets import actions, frames
from tickets.desk.words import happened
from tickets.models import Mention, Ticket


@pytest.fixture
def chat(says, ada, carl):
    return actions.claim(says(carl, "My payment hangs", channel="chat"), by=ada)


def sees(user, ticket):
    return Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists()


def test_who_is_invited_sees_it_and_answers_and_it_stays_in_its_hands(chat, ada, ben):
    assert not sees(ben, chat)
    actions.invite(chat, user=ben, by=ada)
    assert sees(ben, chat)
    actions.reply(chat, by=ben, body="The bank has it since noon", key="r1")
    chat.refresh_from_db()
    assert chat.assignee == ada
    assert Mention.objects.get(user=ben).cause == "invited"


def test_who_has_left_sees_nothing_any_more(chat, ada, ben):
    actions.invite(chat, user=ben, by=ada)
    assert actions.see_off(chat, user=ben, by=ben)
    assert not sees(ben, chat)
    assert not actions.see_off(chat, user=ben, by=ben)


def test_an_invitation_opens_this_ticket_and_no_other(chat, says, ada, ben, carl, cleo):
    other = says(cleo, channel="chat")
    actions.invite(chat, user=ben, by=ada)
    assert not sees(ben, other)
    assert list(Ticket.objects.visible_to(ben)) == [chat]


def test_the_customer_hears_first_names_when_they_come_and_go(chat, ada, ben):
    actions.invite(chat, user=ben, by=ada)
    actions.see_off(chat, user=ben, by=ada)
    came, went = frames.for_customer_after(chat.pk, 0)[-2:]
    assert (came["kind"], came["to"]) == ("invited", "Ben")
    assert (went["kind"], went["to"]) == ("left", "Ben")
    assert "Pay" not in str([came, went])


def test_the_history_says_who_invited_whom(chat, ada, ben):
    actions.invite(chat, user=ben, by=ada)
    assert happened(chat.events.get(kind="invited")) == "Ada invited Ben Pay"


def test_invited_twice_is_invited_once(chat, ada, ben):
    assert actions.invite(chat, user=ben, by=ada) == actions.invite(chat, user=ben, by=ada)
    assert chat.events.filter(kind="invited").count() == 1


def test_who_sees_it_anyway_or_works_nowhere_here_is_not_invited(chat, ada, sam, carl, ben):
    User.objects.filter(pk=ben.pk).update(is_active=False)
    for user in (ada, sam, carl.user, ben):
        with pytest.raises(actions.SeesItAlready):
            actions.invite(chat, user=user, by=ada)
    assert not chat.invited.exists()


def test_from_the_desk(client, chat, ada, ben):
    there = f"/desk/tickets/{chat.pk}/"
    client.force_login(ben)
    assert client.post(f"{there}invite/", {"user": ben.pk}).status_code == 404
    client.force_login(ada)
    assert client.post(f"{there}invite/", {"user": ada.pk}).status_code == 422
    assert client.post(f"{there}invite/", {"user": ben.pk}).status_code == 302
    assert "Ben is invited." in client.get(f"{there}more/").content.decode()
    client.force_login(ben)
    assert client.get(there).status_code == 200
    assert f'id="chat-{chat.pk}"' in client.get("/desk/chats/").content.decode()
    client.post(f"{there}invited/{ben.pk}/off/")
    assert client.get(there).status_code == 404
