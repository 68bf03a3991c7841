"""The house as people meet it: real pages and live lines, in real Chromium.

`servers` starts `web` and `live` with the very commands of support/processes.py, on the test database;
`worker` adds a worker for all queues (mails, deliveries). Tests prepare and look at data through Django as
everywhere else: it is really committed, and the tables are emptied after each test. The cast of
tests/conftest.py is at hand.

    def test_carl_asks(new_page, ada, carl):
        page = new_page(carl.user, phone=True)        # signed in; new_page() is a stranger
        page.goto("/chat/")
        page.get_by_label("Your message").fill("Hello")

`new_page(user, phone=, dark=, language=, script=)` is a window of its own browser: other cookies, other
storage; with `script=False` it runs no JavaScript.
`watch` fails the test at its end when any page asked a foreign host, broke a script or the content policy, or
met a 5xx; `watch.forgive("words")` names what the story itself provokes. While pages are open, Playwright
keeps an event loop in this thread: reading rows is fine, but actions that tell others belong into
`with backstage():` (`from tests.browser.conftest import backstage`).
"""

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from support.people.models import User
from support.processes import COMMANDS
from support.supervisor import free_port
from tests.browser.sending import Sender
from tests.fakes.tus import Uploads, doorway

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
PATIENCE = 60  # seconds for a process to answer
# A page that is left breaks off what it was asking; an answer that is wrong says htmx:responseError.
BROKEN_OFF = tuple(f"console: htmx:{end}," for end in ("sendError", "sendAbort", "afterRequest"))
PAGE_PATIENCE = 15_000  # milliseconds for a page to show what a story waits for
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",  # the screen is recorded without a person who allows it
    "--use-fake-device-for-media-stream",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.*",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives a browser; on CI one that fails is told once more."""
    again = pytest.mark.flaky(reruns=1, condition="CI" in os.environ)
    for item in (one for one in items if Path(__file__).parent in one.path.parents):
        for mark in (pytest.mark.browser, pytest.mark.slow, again):
            item.add_marker(mark)


class Servers:
    """The running processes; `live` can be stopped and started again, as a deployment does."""

    def __init__(self, var: Path, database: str) -> None:
        # Each of pytest's workers has ports of its own: two that look at once would find the same one free.
        mine = 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        web, live = free_port(HOST, 18_000 + mine), free_port(HOST, 19_000 + mine)
        self.base_url, self.var, self.running = f"http://{HOST}:{web}", var, {}
        address = urlsplit(os.environ["DATABASE_URL"])
        self.environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "DATABASE_URL": urlunsplit(address._replace(path=f"/{database}")),
            "SITE_URL": self.base_url,
            "LIVE_URL": f"ws://{HOST}:{live}",
            "LIVE_ORIGINS": self.base_url,
            "GRANIAN_HOST": HOST,
            "GRANIAN_PORT": str(web),
            "UVICORN_HOST": HOST,
            "UVICORN_PORT": str(live),
        }
        self.answers_at = {"web": self.base_url, "live": f"http://{HOST}:{live}"}

    def start(self, name: str, command: str = "") -> None:
        """Start a process by the name it has in support/processes.py, and wait until it answers."""
        log = self.var / f"{name}.log"
        with log.open("ab") as output:
            self.running[name] = subprocess.Popen(
                shlex.split(command or COMMANDS[name]),
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        if name in self.answers_at:
            self._until_it_answers(name)

    def _until_it_answers(self, name: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.running[name].poll() is None:
            with suppress(OSError):
                urllib.request.urlopen(f"{self.answers_at[name]}/healthz", timeout=5).close()
                return
            time.sleep(0.1)
        raise AssertionError(f"{name} does not answer:\n{self.said(name)}")

    def said(self, name: str) -> str:
        """The end of what a process has printed."""
        return (self.var / f"{name}.log").read_text(errors="replace")[-3000:]

    def stop(self, name: str, *, kill: bool = False) -> None:
        """End a process, or kill it where it stands."""
        process = self.running.pop(name)
        process.kill() if kill else process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="session")
def servers(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """`web` and `live` on the test database, for the whole run."""
    running = Servers(tmp_path_factory.mktemp("servers"), settings.DATABASES["default"]["NAME"])
    with ExitStack() as stack:
        stack.callback(lambda: [running.stop(name) for name in list(running.running)])
        for name in ("web", "live"):
            running.start(name)
        yield running


@pytest.fixture
def worker(servers: Servers) -> Iterator[None]:
    """One worker for all queues: mails are written, answers delivered."""
    servers.start(
        "worker", COMMANDS["worker-urgent"].replace("--queues urgent", "--queues urgent,default,bulk")
    )
    yield
    servers.stop("worker")


@dataclass(frozen=True)
class Stage:
    """One Chromium, and the event loop Playwright keeps in this thread; it shows while pages are open."""

    browser: Browser
    loop: asyncio.AbstractEventLoop

    def open(self) -> None:
        """Playwright may be called from now on."""
        asyncio._set_running_loop(self.loop)

    def close(self) -> None:
        """For Django there is no loop any more."""
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        stage = Stage(browser, asyncio.get_running_loop())
        stage.close()
        yield stage
        stage.open()
        browser.close()


@contextmanager
def backstage() -> Iterator[None]:
    """What happens in the house while the browsers stand still: actions that tell others, at their commit."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture(autouse=True)
def rows_while_pages_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Django read and write rows in the thread where Playwright's loop lives."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Watch:
    """What no page may do, seen from outside."""

    def __init__(self, base_url: str, live_url: str) -> None:
        self.ours = {urlsplit(base_url).netloc, urlsplit(live_url).netloc}
        self.troubles: list[str] = []
        self.forgiven = list(BROKEN_OFF)

    def forgive(self, *words: str) -> None:
        """Let pass what a story provokes itself."""
        self.forgiven += words

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser."""
        context.on("request", lambda request: self._asked(request.url))
        context.on(
            "response", lambda answer: answer.status >= 500 and self._met(f"{answer.status} {answer.url}")
        )
        context.on("weberror", lambda error: self._met(f"script: {error.error}"))
        context.on("console", self._printed)

    def _asked(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc not in self.ours:
            self._met(f"foreign host: {url}")

    def _printed(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self._met(f"console: {said.text} {said.location.get('url', '')}")

    def _met(self, trouble: str) -> None:
        self.troubles.append(trouble)

    @property
    def unforgiven(self) -> list[str]:
        """What is left to answer for."""
        return [trouble for trouble in self.troubles if not any(words in trouble for words in self.forgiven)]


@pytest.fixture
def watch(servers: Servers) -> Iterator[Watch]:
    """Fails the test at its end when a page did what none may do."""
    watching = Watch(servers.base_url, servers.answers_at["live"])
    yield watching
    assert not watching.unforgiven, servers.said("web")


@pytest.fixture
def new_page(
    transactional_db: None, valkey: object, servers: Servers, stage: Stage, watch: Watch
) -> Iterator[Callable[..., Page]]:
    """`new_page(user=None, phone=, dark=, language="en", script=True)`: a page in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_page(
        user: User | None = None,
        *,
        phone: bool = False,
        dark: bool = False,
        language: str = "en",
        script: bool = True,
    ) -> Page:
        stage.open()
        expect.set_options(timeout=PAGE_PATIENCE)
        context = stage.browser.new_context(
            base_url=servers.base_url,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id="Europe/Berlin",
            java_script_enabled=script,
        )
        context.set_default_timeout(PAGE_PATIENCE)
        contexts.append(context)
        watch.over(context)
        if user:
            with backstage():
                client = Client()
                client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            kept = {"name": name, "value": client.cookies[name].value, "url": servers.base_url}
            context.add_cookies([kept | {"httpOnly": True}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    connections.close_all()  # those that Django opened while there was a loop
    stage.close()


@pytest.fixture
def at(
    new_page: Callable[..., Page], servers: Servers, watch: Watch, house: None
) -> Iterator[tuple[Uploads, Callable[..., Sender]]]:
    """`uploads, open_page = at`: a fake server for uploads, and the form behind its doorway as a `Sender`."""
    uploads = Uploads()
    with doorway(uploads, servers.base_url) as url:
        watch.ours.add(urlsplit(url).netloc)
        yield uploads, lambda **options: Sender(new_page(**options), url)
