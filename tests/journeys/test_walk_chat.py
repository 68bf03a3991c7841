"""The walk of a word typed in chat: heard, queued, taken, answered, solved, and mailed to who left."""

import re

import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from livechat import continuing
from tests.windows import Browser, here, play
from tickets import clock
from tickets.models import Event, Ticket


class Desk:
    """An agent's desk over HTTP, as its page uses it."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def take_next(self):
        self.client.post("/desk/next/", HTTP_HX_REQUEST="true")

    def answer(self, ticket, words, key):
        return self.client.post(
            f"/desk/tickets/{ticket.pk}/reply/", {"body": words, "key": key}, HTTP_HX_REQUEST="true"
        )

    def solve(self, ticket):
        self.client.post(f"/desk/tickets/{ticket.pk}/resolve/", {"after": 99}, HTTP_HX_REQUEST="true")


def test_a_visitor_is_heard_answered_and_solved(transactional_db, valkey, ada, settings, carry_out):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    visitor, agent, desk = Browser(), Browser(ada), Desk(ada)
    visitor.open_page()

    async def story():
        async with visitor.window() as window, agent.window("/ws/desk/") as screen:
            kept = await window.say("I cannot get in any more", topic="account-locked")
            assert (await window.state())["place"] == 1
            await screen.hear("queue", kind="received")

            await here(desk.take_next)
            assert (await window.hear("event", kind="claimed"))["by"] == "Ada"
            ticket = await here(Ticket.objects.get)
            assert (ticket.reference, ticket.assignee_id) == (kept["ticket"], ada.pk)
            await screen.send(open=ticket.pk)
            await screen.hear("here")

            await here(desk.answer, ticket, "It is open again. Try now.", "reply-1")
            await here(desk.answer, ticket, "It is open again. Try now.", "reply-1")  # the form sent twice
            replied = await window.hear("event", kind="replied")
            assert "Try now" in replied["html"]
            await window.send(seen=replied["seq"])
            await window.say("It works, thank you", key="line-0002")
            await screen.hear("event", kind="received", seq=replied["seq"] + 1)

            await here(desk.solve, ticket)
            await window.hear("event", kind="resolved")
            assert (await window.state())["mode"] == "done"
            return window.heard

    heard = play(story)
    ticket = Ticket.objects.get()
    happened = ["opened", "received", "claimed", "replied", "received", "resolved"]
    assert list(ticket.events.order_by("seq").values_list("kind", flat=True)) == happened
    assert [frame["kind"] for frame in heard if frame["type"] == "event"] == happened
    assert not Event.objects.filter(announced_at=None).exists()
    carry_out()
    assert ticket.messages.get(kind="reply").delivery == "sent"
    assert mail.outbox == []


def test_who_left_reads_the_answer_in_a_mail_and_follows_it_back(
    transactional_db, valkey, ada, settings, carry_out
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    visitor, desk = Browser(), Desk(ada)
    visitor.open_page()

    async def story():
        async with visitor.window() as window:
            await window.say("Please tell me later", topic="account-locked")

    play(story)
    visitor.client.post("/chat/address/", {"email": "gus@guest.example"})
    desk.take_next()
    ticket = Ticket.objects.get()
    desk.answer(ticket, "Here is your answer", "reply-1")
    carry_out()
    assert mail.outbox == []  # they may come back
    with time_machine.travel(timezone.now() + continuing.GONE_FOR, tick=True):
        clock.deliver_the_stranded()
        carry_out()
    [letter] = mail.outbox
    assert letter.to == ["gus@guest.example"]
    link = re.search(r"https?://[^/\s]+(/tickets/open/\S+)", letter.body)[1]
    page = Client().post(link, follow=True)
    assert "Here is your answer" in page.content.decode()
    assert "Here is your answer" in str(visitor.client.get("/chat/after/0/").json())
