"""The board: an agent's chats side by side, whose turn it is in each, and the next one by capacity."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from livechat import devices
from livechat.board import facts
from livechat.models import Visit
from tickets import actions
from tickets.models import Ticket

BOARD = "/desk/chats/"


@pytest.fixture
def desk(client, ada):
    """Ada's browser."""
    client.force_login(ada)
    return client


def chats_of(user):
    return [chat.ticket for chat in facts.chats(facts.held_by(user), now=timezone.now())]


def test_the_chats_in_my_hands_stand_in_the_order_they_came(desk, says, ada, carl, cleo):
    first, second = says(carl, channel="chat"), says(cleo, channel="chat")
    actions.claim(second, by=ada)
    actions.claim(first, by=ada)
    assert chats_of(ada) == [second, first]
    page = desk.get(BOARD).content.decode()
    assert page.index(f'id="chat-{second.pk}"') < page.index(f'id="chat-{first.pk}"')


def test_tickets_of_other_doors_colleagues_chats_and_what_is_over_stand_elsewhere(
    desk, says, ada, sam, carl, cleo
):
    web, theirs, over = says(carl), says(carl, channel="chat"), says(cleo, channel="chat")
    actions.claim(web, by=ada)
    actions.claim(theirs, by=sam)
    actions.claim(over, by=ada)
    actions.resolve(over, by=ada)
    assert chats_of(ada) == []
    assert "You hold no chat now." in desk.get(BOARD).content.decode()


def test_it_says_who_waits_for_whom(says, ada, carl, cleo):
    owed, silent = says(carl, channel="chat"), says(cleo, channel="chat")
    for ticket in (owed, silent):
        actions.claim(ticket, by=ada)
    actions.reply(silent, by=ada, body="Which account is it?", key="r1")
    one, other = facts.chats(facts.held_by(ada), now=timezone.now())
    assert one.waits_since
    assert one.silent_since is None
    assert other.waits_since is None
    assert other.silent_since == silent.messages.latest("seq").created_at


def test_a_note_among_us_breaks_no_silence(says, ada, carl):
    ticket = actions.claim(says(carl, channel="chat"), by=ada)
    answer = actions.reply(ticket, by=ada, body="Which account is it?", key="r1")
    actions.note(ticket, by=ada, body="Looks like the new device rule", key="n1")
    assert facts.chats(facts.held_by(ada), now=timezone.now())[0].silent_since == answer.created_at


def test_the_column_is_the_desk_s_own_conversation_and_may_stand_in_our_own_frames_alone(
    desk, says, ada, carl
):
    ticket = actions.claim(says(carl, "I cannot get in", channel="chat"), by=ada)
    column = desk.get(reverse("board:chat", args=[ticket.pk]))
    page = column.content.decode()
    assert "I cannot get in" in page
    assert reverse("desk:reply", args=[ticket.pk]) in page
    assert column["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in column["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in desk.get(BOARD)["Content-Security-Policy"]


def test_next_takes_the_chat_that_comes_first_and_no_ticket_of_another_door(desk, says, ada, carl, cleo):
    says(carl, topic="cannot-sign-in")
    chat = says(cleo, channel="chat")
    answer = desk.post(reverse("board:take"))
    assert answer.url == f"{BOARD}#chat-{chat.pk}"
    assert Ticket.objects.get(pk=chat.pk).assignee == ada
    assert Ticket.objects.filter(assignee=ada).count() == 1


def test_full_hands_are_given_nothing_and_told_why(desk, says, ada, carl, cleo):
    ada.agent.capacity = 8  # half of it kept free for money at risk: one chat
    ada.agent.save()
    actions.claim(says(carl, channel="chat"), by=ada)
    waiting = says(cleo, channel="chat")
    page = desk.post(reverse("board:take"), follow=True).content.decode()
    assert "Your hands are full." in page
    assert Ticket.objects.get(pk=waiting.pk).assignee is None


def test_who_said_they_are_away_is_given_nothing(desk, says, ada, carl):
    ada.agent.availability = "away"
    ada.agent.save()
    waiting = says(carl, channel="chat")
    assert "You said that you are away." in desk.post(reverse("board:take"), follow=True).content.decode()
    assert Ticket.objects.get(pk=waiting.pk).assignee is None


def test_a_supervisor_sees_every_running_chat_and_an_agent_only_their_own(
    client, desk, says, ada, sam, carl, cleo
):
    mine = actions.claim(says(carl, channel="chat"), by=sam)
    hers = actions.claim(says(cleo, channel="chat"), by=ada)
    assert f"chat-{mine.pk}" not in desk.get(f"{BOARD}?all").content.decode()
    client.force_login(sam)
    page = client.get(f"{BOARD}?all").content.decode()
    assert f'id="chat-{mine.pk}"' in page
    assert f'id="chat-{hers.pk}"' in page


def test_more_than_a_page_holds_is_said(desk, says, ada, carl, monkeypatch):
    monkeypatch.setattr(facts, "MOST", 1)
    for name in "ab":
        actions.claim(says(carl, channel="chat", thread=name), by=ada)
    assert "1 more chat is not shown here." in desk.get(BOARD).content.decode()


def test_who_closed_the_window_is_said_to_have(says, ada, carl, stranger):
    ticket = actions.claim(says(carl, channel="chat"), by=ada)
    carl.visits.create(ticket=ticket, here_at=timezone.now() - timedelta(minutes=2))
    assert not facts.chats(facts.held_by(ada), now=timezone.now())[0].is_here
    carl.visits.update(here_at=timezone.now())
    assert facts.chats(facts.held_by(ada), now=timezone.now())[0].is_here


def column_head(desk):
    """What the board says of the one chat there is."""
    return desk.get(BOARD).content.decode().partition('class="board-head"')[2].partition("</header>")[0]


def test_the_head_says_who_vouches_for_the_visitor_and_that_a_proof_is_over(
    desk, says, site, ada, gus, time_machine
):
    ticket = actions.claim(says(gus, channel="chat"), by=ada)
    device, _token = devices.begin(site, language="en", address="")
    Visit.objects.filter(pk=device.visit_id).update(ticket=ticket, customer=gus)
    assert "unverified" in column_head(desk)
    device.verified_until = timezone.now() + timedelta(minutes=5)
    device.save()
    head = column_head(desk)
    assert "verified" in head
    assert "unverified" not in head
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert "unverified" in column_head(desk)


def test_who_signed_in_with_us_is_said_to_have(desk, says, ada, carl):
    ticket = actions.claim(says(carl, channel="chat"), by=ada)
    Visit.objects.create(ticket=ticket, customer=carl)
    assert "signed in with us" in column_head(desk)
    assert "unverified" not in column_head(desk)


@pytest.mark.parametrize("ended_by", ["agent", "visitor"])
def test_a_chat_that_ends_frees_its_hands_at_once_for_the_next_one(desk, says, ada, carl, cleo, ended_by):
    ada.agent.capacity = 8  # half of it kept free for money at risk: one chat
    ada.agent.save()
    talking = actions.claim(says(carl, channel="chat"), by=ada)
    waiting = says(cleo, channel="chat")
    desk.post(reverse("board:take"))
    assert Ticket.objects.get(pk=waiting.pk).assignee is None
    actions.resolve(talking, by=ada if ended_by == "agent" else None)
    assert desk.post(reverse("board:take")).url == f"{BOARD}#chat-{waiting.pk}"
    assert Ticket.objects.get(pk=waiting.pk).assignee == ada
