"""Sent, read, shown: each side learns how far the other has come, and nothing more."""

from django.test import Client

from tests.windows import here
from tickets import actions, readings
from tickets.models import Message, Ticket


def as_(user):
    """Their browser, signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


def reads(client, seq):
    """The desk says that a line was seen."""
    pk = Ticket.objects.get().pk
    return client.post(f"/desk/tickets/{pk}/read/", {"seq": seq}).status_code


def test_the_visitor_learns_that_who_answers_has_read_it(play, stranger, ada):
    desk = as_(ada)

    async def story():
        async with stranger.window() as window:
            kept = await window.say("Hello")
            await here(actions.claim_next, ada)
            assert await here(reads, desk, kept["seq"]) == 204
            heard = await window.hear("receipts")
        async with stranger.window() as window:  # and whoever comes back is told as well
            await window.gap()
            return kept, heard, await window.hear("receipts")

    kept, live, again = play(story)
    assert live == again == {"type": "receipts", "seen": kept["seq"]}
    told = stranger.client.get("/chat/after/0/").json()
    assert told["receipts"] == live


def test_who_only_looks_on_has_not_read_it(play, stranger, ada, sam):
    watching = as_(sam)

    async def story():
        async with stranger.window() as window:
            kept = await window.say("Hello")
            await here(actions.claim_next, ada)
            await here(reads, watching, kept["seq"])
            await window.is_quiet()  # the moment in which it would have come
            await window.gap()
            await window.hear("receipts")
            return [frame["seen"] for frame in window.heard if frame.get("type") == "receipts"]

    assert play(story) == [0]  # only the answer to what was asked


def test_a_customer_cannot_say_that_it_was_read(play, stranger, ada, carl):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")

    play(story)
    ticket = Ticket.objects.get()
    assert reads(stranger.client, 1) != 204
    assert reads(as_(carl.user), 1) != 204
    assert readings.by_holder(ticket.pk) == 0


def test_the_agent_learns_when_the_window_showed_it_and_not_before(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")
            ticket = await here(actions.claim_next, ada)
            reply = await here(actions.reply, ticket, by=ada, body="Here", key="r")
            await window.hear("event", kind="replied")
            before = await here(Message.objects.get, pk=reply.pk)
            await window.send(seen=reply.seq)
            await window.state()
            return before.delivery, (await here(Message.objects.get, pk=reply.pk)).delivery

    assert play(story) == (Message.Delivery.PENDING, Message.Delivery.SENT)
