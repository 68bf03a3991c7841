"""The live lines: who may listen, what each hears, and that no frame can do harm."""

import json

import pytest

from support.people.models import Team
from tests.tickets.lines import do, frames, line, of, opened, refused_with, rest, silent
from tickets import actions, delivery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


async def test_strangers_and_customers_are_told_that_the_desk_is_not_theirs(carl):
    async with line(None) as stranger:
        assert await refused_with(stranger) == 4401
    async with line(carl.user) as customer:
        assert await refused_with(customer) == 4403


async def test_a_foreign_page_cannot_listen_with_an_agents_cookie(ada):
    async with line(ada, origin="https://evil.example") as socket:
        assert (await socket.connect(timeout=5))[0] is False


async def test_an_agent_hears_their_teams_queue_and_no_other(ada, ben, sam, carl, says):
    async with line(ada) as hers, line(ben) as his, line(sam) as supervisors:
        for socket in (hers, his, supervisors):
            await opened(socket)
        ticket = await do(says)(carl)
        for socket in (hers, supervisors):
            heard = [await socket.receive_json_from(timeout=5) for _ in range(2)]
            assert [(f["type"], f["ticket"], f["kind"]) for f in heard] == [
                ("queue", ticket.pk, "opened"),
                ("queue", ticket.pk, "received"),
            ]
        assert await silent(his)


async def test_a_tier_change_moves_the_queue_on_open_screens_at_once(ada, root, carl, says):
    from support.people.actions import change_tier
    from support.people.models import Tier

    ticket = await do(says)(carl)
    async with line(ada) as desk:
        await opened(desk)
        await do(lambda: change_tier(carl, to=Tier.objects.get(slug="plus"), by=root, reason="KYC"))()
        frame = await desk.receive_json_from(timeout=5)
        assert (frame["type"], frame["ticket"], frame["kind"]) == ("queue", ticket.pk, "reprioritised")


async def test_a_ticket_that_moves_is_heard_by_who_loses_it_and_who_gets_it(ada, ben, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as hers, line(ben) as his:
        await opened(hers)
        await opened(his)
        await do(lambda: actions.assign(ticket, team=Team.objects.get(slug="payments"), by=ada))()
        assert (await hers.receive_json_from(timeout=5))["kind"] == "released"
        assert (await his.receive_json_from(timeout=5))["kind"] == "released"


async def test_an_open_ticket_tells_what_happens_on_it(ada, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as desk:
        await opened(desk)
        await desk.send_json_to({"open": ticket.pk})
        await frames(desk, of("here"))
        await do(actions.note)(ticket, by=ada, body="secret", key="n")
        event = (await frames(desk, of("event")))[-1]
        assert (event["ticket"], event["seq"], event["kind"]) == (ticket.pk, 3, "noted")
        assert "secret" not in json.dumps(event)


async def test_agents_on_one_ticket_see_each_other_come_and_go(ada, sam, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as hers:
        await opened(hers)
        await hers.send_json_to({"open": ticket.pk})
        await frames(hers, of("here"))
        async with line(sam) as his:
            await opened(his)
            await his.send_json_to({"open": ticket.pk})
            here = (await frames(hers, of("here")))[-1]
            assert (here["by"], here["name"], here["on"]) == (sam.pk, "Sam", True)
        left = (await frames(hers, of("here")))[-1]
        assert (left["by"], left["on"]) == (sam.pk, False)


async def test_another_teams_ticket_cannot_be_listened_to(ben, carl, says, ada):
    ticket = await do(says)(carl)
    async with line(ben) as desk:
        await opened(desk)
        await desk.send_json_to({"open": ticket.pk})
        assert await desk.receive_json_from(timeout=5) == {"error": "not found", "open": ticket.pk}
        await do(actions.note)(ticket, by=ada, body="secret", key="n")
        assert await silent(desk)


async def test_who_lost_a_ticket_hears_no_more_of_it(ada, ben, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as desk:
        await opened(desk)
        await desk.send_json_to({"open": ticket.pk})
        await frames(desk, of("here"))
        await do(lambda: actions.assign(ticket, team=Team.objects.get(slug="payments"), by=ada))()
        await frames(desk, of("event"))
        await desk.send_json_to({"open": ticket.pk})  # the sign of life
        await frames(desk, lambda frame: frame.get("error") == "not found")
        await do(actions.note)(ticket, by=ben, body="secret", key="n")
        assert not any(frame["type"] in {"event", "queue"} for frame in await rest(desk))


async def test_only_one_ticket_is_open_at_a_time(ada, carl, says):
    first, second = await do(says)(carl), await do(says)(carl)
    async with line(ada) as desk:
        await opened(desk)
        for ticket in (first, second):
            await desk.send_json_to({"open": ticket.pk})
            await frames(desk, of("here"))
        await do(actions.note)(first, by=ada, body="a", key="1")
        await do(actions.note)(second, by=ada, body="b", key="2")
        event = (await frames(desk, of("event")))[-1]
        assert event["ticket"] == second.pk


async def test_writing_a_reply_is_seen_by_customer_and_colleagues_a_note_by_colleagues_only(
    ada, sam, carl, says
):
    ticket = await do(says)(carl)
    path = f"/ws/tickets/{ticket.reference}/"
    async with line(ada) as hers, line(sam) as his, line(carl.user, path) as customer:
        for socket in (hers, his):
            await opened(socket)
            await socket.send_json_to({"open": ticket.pk})
            await frames(socket, of("here"))
        await opened(customer)
        await hers.send_json_to({"typing": "note"})
        typing = (await frames(his, of("typing")))[-1]
        assert (typing["kind"], typing["name"], typing["on"]) == ("note", "Ada", True)
        assert await silent(customer)
        await hers.send_json_to({"typing": "reply"})
        assert await customer.receive_json_from(timeout=5) == {"type": "typing", "on": True, "by": "Ada"}
        await hers.send_json_to({"typing": ""})
        assert (await customer.receive_json_from(timeout=5))["on"] is False


async def test_the_desk_sees_the_customer_writing(ada, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as desk, line(carl.user, f"/ws/tickets/{ticket.reference}/") as customer:
        await opened(desk)
        await opened(customer)
        await desk.send_json_to({"open": ticket.pk})
        await frames(desk, of("here"))
        await customer.send_json_to({"typing": True})
        typing = (await frames(desk, of("typing")))[-1]
        assert (typing["who"], typing["on"], typing["ticket"]) == ("customer", True, ticket.pk)


async def test_how_far_a_reply_has_come_is_heard(ada, gus, says):
    ticket = await do(says)(gus, channel="chat")
    async with line(ada) as desk:
        await opened(desk)
        await desk.send_json_to({"open": ticket.pk})
        await frames(desk, of("here"))
        message = await do(actions.reply)(ticket, by=ada, body="Hi", key="k")
        await do(delivery.attempt)(message.pk)
        frame = (await frames(desk, of("delivery")))[-1]
        assert (frame["ticket"], frame["seq"], frame["state"]) == (ticket.pk, message.seq, "sent")


HARMFUL = [
    "not json",
    "[1, 2]",
    '"open"',
    "null",
    "{",
    "[" * 60_000,
    "x" * (64 * 1024 + 1),
    "y" * 1_048_576,
    '{"open": "1"}',
    '{"open": 1.5}',
    '{"typing": "shouting"}',
    '{"type": "frame", "frame": {"type": "queue"}}',
    '{"after": {"a": 1}}',
]


@pytest.mark.parametrize("harm", HARMFUL, ids=range(len(HARMFUL)))
async def test_a_frame_that_makes_no_sense_is_answered_and_the_line_lives_on(ada, carl, says, harm):
    ticket = await do(says)(carl)
    for user, path in [(ada, "/ws/desk/"), (carl.user, f"/ws/tickets/{ticket.reference}/")]:
        async with line(user, path) as socket:
            await opened(socket)
            await socket.send_to(text_data=harm)
            assert "error" in await socket.receive_json_from(timeout=5)
            await socket.send_json_to({"open": ticket.pk} if user == ada else {"after": 1})
            assert (await socket.receive_json_from(timeout=5))["type"] in {"here", "event"}


async def test_bytes_are_not_understood(ada):
    async with line(ada) as socket:
        await opened(socket)
        await socket.send_to(bytes_data=b"\xff\xfe{}")
        assert "error" in await socket.receive_json_from(timeout=5)


@pytest.mark.parametrize("number", [0, -1, 10**30])
async def test_a_ticket_of_no_number_is_not_found(ada, number):
    async with line(ada) as socket:
        await opened(socket)
        await socket.send_json_to({"open": number})
        assert (await socket.receive_json_from(timeout=5))["error"] == "not found"
