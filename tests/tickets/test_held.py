"""A reply is held when its ticket went on unseen: nothing is sent, nothing is lost, what came is shown."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tickets.browsing import HTMX, page, text
from tests.tickets.leaving import SECRET_WORDS, call_back, replies, send
from tests.together import at_once
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Message, Notice, Outgoing, Pen


@pytest.fixture
def ticket(carl, says, clock):
    return says(carl)


def anyway(desk, row=None, **said):
    """Send what is held, having seen what the page shows."""
    row = row or Outgoing.objects.get()
    read = re.search(r'name="read" value="(\d+)"', page(desk, "ticket", row.ticket_id, held="")) or "00"
    address = reverse("desk:send-anyway", args=[row.pk])
    return desk.post(address, {"read": read[1]} | said, headers=HTMX)


@pytest.mark.parametrize("htmx", [True, False])
def test_what_came_since_holds_a_reply_and_is_shown(desk, sam, carl, says, ticket, quick, htmx):
    seen = ticket.seq
    says(carl, "It has arrived by now", ticket=ticket)
    actions.note(ticket, by=sam, body="Looks like a second wallet", key="n")
    actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    actions.claim(ticket, by=sam)
    answer = send(desk, ticket, after=seen, htmx=htmx)
    shown = text(answer)
    assert answer.status_code == 409
    assert "Your reply is held." in shown
    for words in ("It has arrived by now", "Looks like a second wallet", SECRET_WORDS):
        assert words in shown
    assert re.search(r"Severity S3 is now S1 Sam", shown)
    assert "In the hands of nobody is now Sam Lead" in shown
    assert replies(ticket) == []
    assert house_clock.send_what_is_due() == 0
    assert f">{SECRET_WORDS}</textarea>" not in answer.content.decode()


def test_what_was_seen_and_what_one_did_oneself_hold_nothing(ada, desk, carl, says, ticket, quick):
    says(carl, "One more thing", ticket=ticket)
    seen = ticket.events.last().seq
    actions.claim(ticket, by=ada)
    actions.note(ticket, by=ada, body="Mine", key="n")
    assert send(desk, ticket, after=seen).status_code == 302
    assert replies(ticket) == [SECRET_WORDS]


def test_tags_and_links_of_a_colleague_hold_nothing_and_a_page_that_does_not_say_is_asked_nothing(
    desk, sam, carl, says, ticket, quick
):
    actions.tag(ticket, names=["vip"], by=sam)
    assert send(desk, ticket, after=2).status_code == 302
    says(carl, "And?", ticket=ticket)
    assert send(desk, ticket, "Again").status_code == 302
    assert send(desk, ticket, "Once more", after="nonsense").status_code == 302


def test_a_note_is_never_held(desk, carl, says, ticket):
    says(carl, "And?", ticket=ticket)
    said = {"body": "For us", "key": "k" * 32, "after": 1}
    assert desk.post(reverse("desk:note", args=[ticket.pk]), said).status_code == 302
    assert ticket.messages.filter(kind="note").exists()


def test_send_anyway_sends_it_once(desk, carl, says, ticket, quick):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2)
    row = Outgoing.objects.get()
    assert anyway(desk).status_code == 200
    assert replies(ticket) == [SECRET_WORDS]
    assert anyway(desk, row).status_code == 404


def test_send_anyway_has_its_seconds_to_call_it_back(desk, carl, says, ticket, slow, clock):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2)
    assert "desk:held" in anyway(desk)["HX-Trigger"]
    assert replies(ticket) == []
    clock(seconds=10)
    house_clock.send_what_is_due()
    assert replies(ticket) == [SECRET_WORDS]


def test_still_more_keeps_it_held_and_shows_that_too(desk, carl, says, ticket, quick):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2)
    says(carl, "Hello?", ticket=ticket)
    answer = anyway(desk, read=3)
    assert answer.status_code == 409
    assert "Hello?" in text(answer)
    assert replies(ticket) == []
    assert anyway(desk, read="nonsense").status_code == 409
    assert anyway(desk).status_code == 200


def test_edit_puts_its_words_back_and_discard_drops_them(desk, carl, says, ticket, quick, clock):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2)
    assert f">{SECRET_WORDS}</textarea>" in call_back(desk).content.decode()
    Outgoing.objects.all().delete()
    send(desk, ticket, after=2)
    row = Outgoing.objects.get()
    assert desk.post(reverse("desk:discard", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.end, row.body) == ("recalled", "")
    clock(hours=1)
    assert house_clock.send_what_is_due() == 0
    assert replies(ticket) == []


def test_only_its_writer_sends_it_and_others_see_only_that_it_is_held(
    desk, sam, ben, carl, says, sign_in, ticket, quick, as_carl
):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2)
    row = Outgoing.objects.get()
    for other, found in ((sam, 404), (ben, 404), (carl.user, 404)):
        assert sign_in(other).post(reverse("desk:send-anyway", args=[row.pk])).status_code == found
    assert "Ada’s reply is held: the ticket went on." in page(sign_in(sam), "outgoing", ticket.pk)
    address = reverse("tickets:show", args=[ticket.reference])
    assert SECRET_WORDS not in as_carl.get(address).content.decode()


def test_of_two_replies_within_one_second_the_second_is_held(ada, sam, desk, sign_in, ticket, clock, slow):
    Pen.objects.create(user=sam, undo_seconds=10)
    send(desk, ticket, "From Ada", after=2)
    clock(seconds=1)
    send(sign_in(sam), ticket, "From Sam", after=2)
    clock(seconds=10)
    house_clock.send_what_is_due()
    assert replies(ticket) == ["From Ada"]
    assert Outgoing.objects.get().by == sam


def test_its_writer_is_told_in_the_thread_and_in_the_list_and_the_customer_is_not(
    ada, desk, carl, says, ticket, slow, clock, committed, carry_out, as_carl
):
    send(desk, ticket, after=2)
    says(carl, "One more thing", ticket=ticket)
    clock(seconds=10)
    with committed():
        house_clock.send_what_is_due()
    carry_out()
    assert [one.kind for one in Notice.objects.filter(to=ada)] == ["held"]
    assert "A reply by Ada is held: the ticket had gone on" in text(
        desk.get(reverse("desk:ticket", args=[ticket.pk]))
    )
    address = reverse("tickets:show", args=[ticket.reference])
    assert "held" not in text(as_carl.get(address))
    export = reverse("tickets:export", args=[ticket.reference, "json"])
    assert "held" not in as_carl.get(export).content.decode()


def test_notes_and_moves_within_the_ten_seconds_hold_nothing(desk, sam, ticket, slow, clock):
    send(desk, ticket, after=2)
    actions.note(ticket, by=sam, body="By the way", key="n")
    actions.claim(ticket, by=sam)
    clock(seconds=10)
    assert house_clock.send_what_is_due() == 1


def test_a_reply_for_later_is_held_by_a_colleagues_answer(desk, sam, ticket, clock):
    send(desk, ticket, later="hour")
    actions.reply(ticket, by=sam, body="Done already", key="r")
    clock(hours=1)
    assert house_clock.send_what_is_due() == 0
    assert replies(ticket) == ["Done already"]


def test_what_is_done_with_a_held_reply_waits_with_it(desk, carl, says, ticket, quick):
    says(carl, "And?", ticket=ticket)
    send(desk, ticket, after=2, then="solve-next")
    ticket.refresh_from_db()
    assert ticket.is_open
    anyway(desk)
    ticket.refresh_from_db()
    assert not ticket.is_open


def test_the_customers_unseen_word_is_not_solved_away(desk, carl, says, ticket):
    says(carl, "Another one is missing", ticket=ticket)
    solve = reverse("desk:resolve", args=[ticket.pk])
    assert desk.post(solve, {"after": 2}).status_code == 409
    ticket.refresh_from_db()
    assert ticket.is_open
    assert desk.post(solve, {"after": 3}).status_code == 302
    ticket.refresh_from_db()
    assert not ticket.is_open


def test_where_it_was_merged_what_came_there_holds_it(ada, desk, carl, says, ticket, clock):
    other = says(carl, "The same again")
    send(desk, ticket, later="hour")
    actions.merge(ticket, into=other, by=ada, why="the same")
    clock(minutes=5)
    says(carl, "Solved by itself", ticket=other)
    clock(hours=1)
    assert house_clock.send_what_is_due() == 0
    assert "Solved by itself" in page(desk, "outgoing", ticket.pk)
    anyway(desk)
    clock(minutes=1)
    assert house_clock.send_what_is_due() + len(replies(other)) >= 1
    assert replies(other) == [SECRET_WORDS]


@pytest.mark.django_db(transaction=True)
def test_the_customer_and_the_clock_in_the_same_moment(ada, carl, says, valkey):
    """Either the reply was first, or it is held; never both, never neither."""
    for number in range(5):
        ticket = says(carl, f"Case {number}")
        row = actions.hold_back(
            ticket, by=ada, body=SECRET_WORDS, key=f"k{number}", leaves_at=timezone.now(), after=ticket.seq
        )
        calls = [lambda row=row: actions.leave(row), lambda ticket=ticket: says(carl, "And?", ticket=ticket)]
        left, _said = at_once(2, lambda one, calls=calls: calls[one]())
        first = list(ticket.events.filter(kind__in=["replied", "received"]).values_list("kind", flat=True))
        if isinstance(left, Message):
            assert first == ["received", "replied", "received"]
        else:
            assert first == ["received", "received"]
            assert Outgoing.objects.get(pk=row.pk).end == "overtaken"


@pytest.mark.django_db(transaction=True)
def test_two_agents_answer_in_one_moment_and_one_is_held(ada, sam, carl, says, valkey):
    ticket = says(carl)
    seen, who = ticket.seq, [ada, sam]
    found = at_once(2, lambda n: actions.say(ticket, by=who[n], body="Hi", key=f"k{n}", after=seen))
    assert sorted(type(one).__name__ for one in found) == ["Message", "WentOn"]
    assert ticket.messages.filter(kind="reply").count() == 1


def test_an_upgrade_knows_what_was_seen(ada, carl, says, ticket, clock):
    import importlib

    from django.apps import apps

    row = actions.hold_back(ticket, by=ada, body="x", key="k", leaves_at=timezone.now() + timedelta(hours=1))
    clock(minutes=1)
    actions.note(ticket, by=ada, body="later", key="n")
    Outgoing.objects.update(after=0)
    importlib.import_module("tickets.migrations.0028_ticket_version").seen_when_written(apps, None)
    row.refresh_from_db()
    assert row.after == 2
