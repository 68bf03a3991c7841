"""A customer's live line: what was said to them, for them alone."""

import json

import pytest

from support.people.guests import guest
from tests.tickets.lines import do, frames, line, of, opened, refused_with, silent
from tickets import actions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


async def test_a_customer_hears_answers_and_never_what_is_said_among_us(ada, carl, says):
    ticket = await do(says)(carl)
    async with line(carl.user, f"/ws/tickets/{ticket.reference}/") as customer:
        await opened(customer)
        await do(actions.note)(ticket, by=ada, body="Looks like fraud", key="n")
        await do(actions.reprioritise)(ticket, severity=1, by=ada, why="fraud")
        await do(actions.reply)(ticket, by=ada, body="We are looking", key="r")
        frame = await customer.receive_json_from(timeout=5)
        assert (frame["type"], frame["kind"], frame["by"]) == ("event", "replied", "Ada")
        assert "We are looking" in json.dumps(frame)
        assert await silent(customer)


async def test_the_gap_is_answered_without_what_is_internal(ada, carl, says):
    ticket = await do(says)(carl)
    await do(actions.note)(ticket, by=ada, body="Looks like fraud", key="n")
    await do(actions.reply)(ticket, by=ada, body="We are looking", key="r")
    async with line(carl.user, f"/ws/tickets/{ticket.reference}/") as customer:
        await opened(customer)
        await customer.send_json_to({"after": 2})
        frame = await customer.receive_json_from(timeout=5)
        assert (frame["seq"], frame["kind"]) == (4, "replied")
        assert await silent(customer)
        for number in (4, 10**30):
            await customer.send_json_to({"after": number})
        assert await silent(customer)


async def test_nobody_elses_ticket_is_there(ben, carl, cleo, says):
    ticket = await do(says)(carl)
    for user in (None, cleo.user, ben):
        async with line(user, f"/ws/tickets/{ticket.reference}/") as socket:
            assert await refused_with(socket) == 4404
    async with line(carl.user, "/ws/tickets/MER-000000X/") as socket:
        assert await refused_with(socket) == 4404


async def test_a_guest_listens_to_the_ticket_their_browser_was_let_into(ada, gus, cleo, says):
    ticket, other = await do(says)(gus), await do(says)(gus)
    async with line(None, f"/ws/tickets/{ticket.reference}/", let_into=ticket) as guest:
        await opened(guest)
        await do(actions.reply)(ticket, by=ada, body="Hello", key="r")
        assert (await guest.receive_json_from(timeout=5))["kind"] == "replied"
    async with line(None, f"/ws/tickets/{other.reference}/", let_into=ticket) as guest:
        assert await refused_with(guest) == 4404


async def test_once_the_address_is_proven_elsewhere_the_line_of_whoever_typed_it_ends(house, ada, says):
    def typed():
        return says(guest(email="gus@guest.example", browser="b1"))

    ticket = await do(typed)()
    path = f"/ws/tickets/{ticket.reference}/"
    async with (
        line(None, path, filed_here=ticket) as typist,
        line(None, path, let_into=ticket) as reader,
    ):
        await opened(typist)
        await opened(reader)
        await do(actions.prove)(ticket, link="a" * 64)
        assert (await typist.receive_output(timeout=5))["code"] == 4404
        assert await silent(reader)
        await do(actions.reply)(ticket, by=ada, body="For Gus alone", key="r")
        assert "For Gus alone" in json.dumps(await reader.receive_json_from(timeout=5))
    async with line(None, path, filed_here=ticket) as typist:
        assert await refused_with(typist) == 4404


async def test_an_agent_listening_as_a_customer_does_is_not_taken_for_the_customer(ada, sam, carl, says):
    ticket = await do(says)(carl)
    async with line(ada) as desk, line(sam, f"/ws/tickets/{ticket.reference}/") as agent:
        await opened(desk)
        await opened(agent)
        await desk.send_json_to({"open": ticket.pk})
        await frames(desk, of("here"))
        await agent.send_json_to({"typing": True})
        assert await silent(desk)


async def test_an_open_list_hears_that_a_ticket_moved_and_nothing_of_what_was_said(ada, carl, cleo, says):
    ticket = await do(says)(carl)
    async with line(carl.user, "/ws/tickets/") as mine, line(cleo.user, "/ws/tickets/") as other:
        await opened(mine)
        await opened(other)
        await do(actions.note)(ticket, by=ada, body="Looks like fraud", key="n")
        assert await silent(mine)
        await do(actions.reply)(ticket, by=ada, body="We are looking", key="r")
        assert await mine.receive_json_from(timeout=5) == {"type": "moved"}
        assert await silent(other)


async def test_a_list_is_no_agents_and_no_strangers(ada, carl, says):
    await do(says)(carl)
    for user, code in ((None, 4401), (ada, 4403)):
        async with line(user, "/ws/tickets/") as socket:
            assert await refused_with(socket) == code
