"""What waits to be written to a socket is bounded, in order, and holds up nobody."""

import asyncio

import pytest
from asgiref.sync import async_to_sync

from support import outbound


class Socket:
    """Writes as long as its other side reads."""

    def __init__(self):
        self.reads, self.written, self.given_up = asyncio.Event(), [], 0
        self.out = outbound.Outbound(self.write, self.give_up)

    async def write(self, message):
        await self.reads.wait()
        self.written.append(message["text"])

    def give_up(self):
        self.given_up += 1

    def put(self, *texts):
        for text in texts:
            self.out.put({"type": "websocket.send", "text": text})


def told(story):
    return async_to_sync(story)()


def test_what_waits_is_written_in_order_when_the_reader_is_back():
    async def story():
        socket = Socket()
        socket.put(*map(str, range(outbound.MOST)))
        await asyncio.sleep(0)
        assert socket.written == []
        socket.reads.set()
        for _ in range(3):
            await asyncio.sleep(0)
        socket.put("last")
        await asyncio.sleep(0.01)
        return socket

    socket = told(story)
    assert socket.written == [*map(str, range(outbound.MOST)), "last"]
    assert not socket.given_up


@pytest.mark.parametrize("texts", [["x"] * (outbound.MOST + 1), ["x" * 600_000] * 2])
def test_who_lets_too_much_wait_is_given_up_once_and_hears_no_more(texts):
    async def story():
        socket = Socket()
        socket.put(*texts, "more")
        socket.reads.set()
        await asyncio.sleep(0.01)
        return socket

    socket = told(story)
    assert (socket.given_up, socket.written) == (1, [])


def test_one_frame_may_be_as_long_as_it_is():
    async def story():
        socket = Socket()
        socket.reads.set()
        socket.put("x" * (outbound.LARGEST + 1))
        await asyncio.sleep(0.01)
        return socket

    socket = told(story)
    assert len(socket.written) == 1
    assert not socket.given_up
