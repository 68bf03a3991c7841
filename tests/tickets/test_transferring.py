"""Given away with a warm note: who gets it reads what was tried, the customer who is with them now."""

import pytest

from support.people.models import Team
from tickets import actions, frames
from tickets.models import Mention, Message, Ticket


@pytest.fixture
def chat(says, ada, carl):
    return actions.claim(says(carl, channel="chat"), by=ada)


def told(ticket):
    return frames.for_customer_after(ticket.pk, 0)


def test_a_colleague_reads_the_note_and_is_told(chat, ada, sam):
    actions.transfer(chat, by=ada, to=sam, words="He sent the hash already", key="k1")
    chat.refresh_from_db()
    assert chat.assignee == sam
    note = Message.objects.get(ticket=chat, kind="note")
    assert (note.body, note.author) == ("He sent the hash already", ada)
    mention = Mention.objects.get(user=sam)
    assert (mention.cause, mention.message, mention.by) == ("handed", note, ada)


def test_the_customer_is_told_a_first_name_and_a_team_and_nothing_of_the_note(chat, ada, sam):
    actions.transfer(chat, by=ada, to=sam, words="quince among us", key="k1")
    moved = told(chat)[-1]
    assert (moved["kind"], moved["to"], moved["team"]) == ("assigned", "Sam", chat.team.spoken)
    assert "quince" not in str(told(chat))
    assert "Lead" not in str(told(chat))


def test_they_are_told_to_which_team_it_went(chat, ada):
    payments = Team.objects.get(slug="payments")
    actions.transfer(chat, by=ada, team=payments, words="It is about a card", key="k1")
    moved = told(chat)[-1]
    assert (moved["kind"], moved["team"]) == ("released", payments.spoken)
    assert "to" not in moved


def test_back_into_its_own_queue_is_nobody_s_move(chat, ada):
    actions.transfer(chat, by=ada, team=chat.team)
    assert "team" not in told(chat)[-1]


def test_sent_twice_it_leaves_one_note(chat, ada, sam):
    for _again in range(2):
        actions.transfer(chat, by=ada, to=sam, words="He sent the hash already", key="k1")
    assert Message.objects.filter(kind="note").count() == 1
    assert Mention.objects.filter(user=sam).count() == 1


def test_who_is_named_in_the_note_and_given_it_is_told_once(chat, ada, sam):
    actions.transfer(chat, by=ada, to=sam, words="@Sam Lead knows this one", key="k1")
    assert Mention.objects.filter(user=sam).count() == 1


def test_what_a_colleague_took_meanwhile_is_not_given_and_leaves_no_note(chat, ada, sam, root):
    actions.assign(chat, by=sam, to=root)
    with pytest.raises(actions.TakenByAnother):
        actions.transfer(chat, by=ada, to=sam, words="Lost", key="k1", seen_with=ada.pk)
    assert not Message.objects.filter(kind="note").exists()
    assert Ticket.objects.get(pk=chat.pk).assignee == root


def test_without_words_it_is_only_given(chat, ada, sam):
    actions.transfer(chat, by=ada, to=sam)
    assert not Message.objects.filter(kind="note").exists()
    assert not Mention.objects.exists()


def test_from_the_desk_with_a_secret_hidden(client, chat, ada, sam):
    client.force_login(ada)
    form = {"to": f"agent-{sam.pk}", "words": "His card is 4111 1111 1111 1111", "key": "k1"}
    assert client.post(f"/desk/tickets/{chat.pk}/assign/", form).status_code == 302
    note = Message.objects.get(kind="note")
    assert "4111 1111" not in note.body
    assert note.masked
