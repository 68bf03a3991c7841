"""How a reply leaves: called back in time it was never anywhere; later, unless the customer writes before."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from support import realtime
from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tests.tickets.leaving import SECRET_WORDS, call_back, replies, send
from tests.together import at_once
from tickets import actions, frames
from tickets import clock as house_clock
from tickets.models import Event, Message, Outgoing, Pen, Topic, Upload


@pytest.fixture
def ticket(carl, says, clock, slow):
    return says(carl)


def test_for_ten_seconds_a_reply_is_nowhere_and_then_it_is_sent(desk, as_carl, ticket, clock):
    send(desk, ticket)
    clock(seconds=9)
    assert house_clock.send_what_is_due() == 0
    assert (replies(ticket), ticket.first_replied_at, ticket.status) == ([], None, "waiting")
    clock(seconds=1)
    assert house_clock.send_what_is_due() == 1
    ticket.refresh_from_db()
    assert replies(ticket) == [SECRET_WORDS]
    assert ticket.first_replied_at == timezone.now()
    assert not Outgoing.objects.exists()
    assert house_clock.send_what_is_due() == 0


def test_what_waits_is_seen_by_agents_alone(desk, as_carl, sign_in, cleo, ben, ticket):
    send(desk, ticket)
    shown = page(desk, "ticket", ticket.pk)
    assert SECRET_WORDS in shown
    assert "Ada’s reply leaves" in shown
    address = reverse("tickets:show", args=[ticket.reference])
    assert SECRET_WORDS not in as_carl.get(address).content.decode()
    assert frames.for_customer_after(ticket.pk, 0)
    assert SECRET_WORDS not in str(frames.for_customer_after(ticket.pk, 0))
    export = reverse("tickets:export", args=[ticket.reference, "json"])
    assert SECRET_WORDS not in as_carl.get(export).content.decode()
    for stranger in (cleo.user, ben):
        assert sign_in(stranger).get(reverse("desk:outgoing", args=[ticket.pk])).status_code == 404


def test_nobody_hears_of_it_by_any_line(desk, ticket, post, monkeypatch):
    told = []
    monkeypatch.setattr(realtime, "push_all", lambda frames: told.extend(frames))
    post(desk, reverse("desk:reply", args=[ticket.pk]), {"body": SECRET_WORDS, "key": "a" * 32})
    assert told == [(realtime.ticket_desk_group(ticket.pk), {"type": "outgoing", "ticket": ticket.pk})]
    assert not Event.objects.filter(ticket=ticket, kind="replied").exists()


def test_undo_puts_the_words_back_and_nothing_is_ever_sent(desk, ticket, clock):
    send(desk, ticket, "Dear {customer_first_name}", wanted=["The receipt"], wanted_kind=["words"])
    answer = call_back(desk, headers=HTMX)
    shown = answer.content.decode()
    assert "Dear {customer_first_name}" in shown
    assert "The receipt" in shown
    assert answer["HX-Push-Url"] == reverse("desk:ticket", args=[ticket.pk])
    clock(minutes=5)
    assert house_clock.send_what_is_due() == 0
    assert replies(ticket) == []


def test_undo_without_a_script_is_a_page(desk, ticket):
    send(desk, ticket)
    assert SECRET_WORDS in call_back(desk).content.decode()


def test_undo_a_moment_too_late_says_so(desk, ticket, clock):
    send(desk, ticket)
    row = Outgoing.objects.get()
    Outgoing.objects.update(end="recalled")
    assert desk.post(reverse("desk:recall", args=[row.pk])).status_code == 409


def test_a_colleague_cannot_call_it_back_and_a_supervisor_can(desk, sam, ben, carl, sign_in, ticket):
    send(desk, ticket)
    for stranger in (ben, carl.user):
        assert call_back(sign_in(stranger)).status_code == 404
    assert call_back(sign_in(sam)).status_code == 200


def test_a_double_click_waits_once_and_leaves_once(desk, ticket, clock):
    same = uuid.uuid4().hex
    for _ in range(2):
        send(desk, ticket, key=same)
    assert Outgoing.objects.count() == 1
    clock(seconds=10)
    house_clock.send_what_is_due()
    send(desk, ticket, key=same)
    assert not Outgoing.objects.exists()
    assert replies(ticket) == [SECRET_WORDS]


def test_its_files_wait_with_it_and_come_back_with_it(desk, ticket, clock):
    send(desk, ticket, files=SimpleUploadedFile("how.txt", b"like this", "text/plain"))
    shown = call_back(desk).content.decode()
    token = Upload.objects.get().token
    assert token in shown
    send(desk, ticket, uploads=[token])
    clock(hours=30)
    house_clock.sweep_uploads()
    house_clock.send_what_is_due()
    message = ticket.messages.get(kind="reply")
    assert message.attachments.get().file.read() == b"like this"


def test_a_secret_does_not_even_wait(desk, ticket):
    answer = send(desk, ticket, "my card is 4111 1111 1111 1111")
    assert answer.status_code == 422
    seal = re.search(r'name="anyway" value="(\w+)"', answer.content.decode())[1]
    send(desk, ticket, "my card is 4111 1111 1111 1111", anyway=seal)
    row = Outgoing.objects.get()
    assert "4111" not in row.body + row.typed


def test_a_chat_is_answered_at_once(desk, ada, carl, says, slow):
    ticket = says(carl, channel="chat")
    send(desk, ticket)
    assert replies(ticket) == [SECRET_WORDS]


def test_who_wants_no_grace_has_none(desk, ada, carl, says):
    Pen.objects.create(user=ada, undo_seconds=0)
    ticket = says(carl)
    send(desk, ticket)
    assert replies(ticket) == [SECRET_WORDS]


# At once, and how much is asked.


@pytest.mark.django_db(transaction=True)
def test_undo_and_the_clock_in_the_same_moment_is_one_or_the_other(ada, carl, says, valkey):
    for number in range(5):
        ticket, now = says(carl, f"Case {number}"), timezone.now()
        row = actions.hold_back(ticket, by=ada, body=SECRET_WORDS, key=f"k{number}", leaves_at=now)
        calls = [lambda row=row: actions.leave(row), lambda row=row: actions.recall(row, by=ada)]
        sent, recalled = at_once(2, lambda one, calls=calls: calls[one]())
        assert isinstance(sent, Message) == isinstance(recalled, actions.HasLeft)
        assert replies(ticket) == ([SECRET_WORDS] if isinstance(sent, Message) else [])


def test_the_tickets_page_asks_one_question_more_however_much_waits(desk, ticket):
    address = reverse("desk:ticket", args=[ticket.pk])
    with CaptureQueriesContext(connection) as context:
        desk.get(address, headers=HTMX)
        asked = list(context)
    assert not any('FROM "tickets_outgoing"' in one["sql"] for one in asked)
    assert not any("tickets_macro" in one["sql"] or "jotting" in one["sql"] for one in asked)
    assert not any("tickets_upload" in one["sql"] or "tickets_pen" in one["sql"] for one in asked)
    for number in range(3):
        send(desk, ticket, f"Words {number}")
    with CaptureQueriesContext(connection) as context:
        desk.get(address, headers=HTMX)
        again = list(context)
    assert len(again) == len(asked) + 1


# And then.


def test_send_and_solve_is_one_change_when_it_leaves(desk, ticket, clock):
    send(desk, ticket, then="solve")
    assert ticket.resolved_at is None
    clock(seconds=10)
    house_clock.send_what_is_due()
    ticket.refresh_from_db()
    assert ticket.resolved_at == timezone.now()


def test_send_and_next_opens_who_comes_next(desk, ada, carl, cleo, says, ticket):
    actions.claim(ticket, by=ada)
    waiting = says(cleo, "And me?")
    assert send(desk, ticket, then="next").url == reverse("desk:ticket", args=[waiting.pk])
    answer = send(desk, waiting, htmx=True, then="solve-next")
    assert reverse("desk:home") in answer["HX-Location"]
    assert "desk:held" in answer["HX-Trigger"]


def test_all_or_nothing(ada, carl, says, monkeypatch):
    ticket = says(carl)

    def broken(*_args, **_named):
        raise RuntimeError

    monkeypatch.setattr("tickets.actions.saying.take_steps", broken)
    with pytest.raises(RuntimeError):
        actions.say(ticket, by=ada, body="x", key="k" * 32, steps={"solve": True})
    assert not Message.objects.filter(kind="reply").exists()


def test_steps_are_done_in_the_same_breath(ada, carl, says):
    ticket = says(carl)
    steps = {"topic": "fees", "severity": 1, "why": "locked out", "team": "payments", "solve": True}
    actions.say(ticket, by=ada, body="x", key="k" * 32, steps=steps)
    ticket.refresh_from_db()
    assert (ticket.topic, ticket.team) == (Topic.objects.get(slug="fees"), Team.objects.get(slug="payments"))
    assert (ticket.severity, ticket.resolved_at is None) == (1, False)
