"""The live line in real Chromium: it comes back by itself, asks for the gap, and stops only when told to."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import websockets
from django.conf import settings
from playwright.async_api import Page, async_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
BEGIN = """async port => {
  document.documentElement.dataset.liveOrigin = `http://127.0.0.1:${port}`;
  const { live } = await import("/js/lib/live.js");
  Object.assign(window, { states: [], seq: 0, polls: 0 });
  window.line = live({ path: "/ws/desk/", hear: frame => { seq = frame.seq; }, after: () => seq,
                       poll: () => { polls += 1; }, tell: state => states.push(state),
                       Socket: class extends WebSocket {
                         constructor(to) { super(to); window.socket = this; } },
  });
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves static files and says nothing."""

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def files() -> Iterator[str]:
    """The static folder on a loopback port."""
    folder = str(Path(settings.BASE_DIR) / "static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Desk:
    """A server that numbers what it hears, and hangs up when asked."""

    def __init__(self) -> None:
        self.heard: list[dict] = []
        self.open: set[websockets.ServerConnection] = set()

    async def answer(self, line: websockets.ServerConnection) -> None:
        """One browser's line."""
        self.open.add(line)
        async for frame in line:
            self.heard.append(json.loads(frame))
            if "leave" in self.heard[-1]:
                await line.close(4404)
                break
            await line.send(json.dumps({"seq": len(self.heard)}))
        self.open.discard(line)


async def until(page: Page, truth: str) -> None:
    await page.wait_for_function(truth, timeout=15_000)


async def story(files: str) -> list[dict]:
    desk = Desk()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page()
        await page.goto(f"{files}/img/favicon.svg")
        async with websockets.serve(desk.answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            await page.evaluate(BEGIN, port)
            await until(page, "states.at(-1) === 'live' && seq === 1")
            assert await page.evaluate("line.send({ say: 'hi' })")
            await until(page, "seq === 2")
            for line in list(desk.open):
                await line.close(1012)
            await until(page, "states.join() === 'live,lost,live' && seq === 3")
        await until(page, "states.at(-1) === 'asking' && polls >= 1")
        assert not await page.evaluate("line.send({ say: 'nobody hears this' })")
        async with websockets.serve(desk.answer, "127.0.0.1", port):
            await page.evaluate("dispatchEvent(new Event('online'))")
            await until(page, "states.at(-1) === 'live'")
            await page.evaluate("line.send({ leave: true })")
            await until(page, "states.at(-1) === 'closed'")
            tries = len(desk.heard)
            await page.evaluate("dispatchEvent(new Event('online'))")
            await asyncio.sleep(0)
            assert len(desk.heard) == tries
            await page.evaluate(BEGIN, port)
            await until(page, "states.at(-1) === 'live' && seq")
            await page.evaluate("line.close()")
            await until(page, "socket.readyState === WebSocket.CLOSED")
            assert await page.evaluate("states") == ["live"]  # who closes it says why
        await browser.close()
    return desk.heard


def test_a_line_mends_itself_asks_for_the_gap_and_stops_when_told(files):
    heard = asyncio.run(story(files))
    assert heard == [{"after": 0}, {"say": "hi"}, {"after": 2}, {"after": 3}, {"leave": True}, {"after": 0}]
