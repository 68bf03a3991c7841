"""Real processes to kill: workers on the test's rows and messenger, and a mail server that can be kept."""

import asyncio
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from support.processes import COMMANDS
from support.supervisor import free_port

PATIENCE = 60  # seconds


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something is true, and say what never became true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


class SlowMailServer:
    """Takes mails; the first one it keeps waiting until it is told to go on, and then has not taken it."""

    def __init__(self) -> None:
        self.asked, self.go_on, self.taken, self.port = threading.Event(), threading.Event(), [], 0

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if not self.asked.is_set():
            self.asked.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.05)
            return "451 the line broke"
        self.taken.append(envelope.content)
        return "250 taken"


@pytest.fixture
def mail_server() -> Iterator[SlowMailServer]:
    """A mail server on loopback."""
    slow = SlowMailServer()
    controller = Controller(slow, hostname="127.0.0.1", port=free_port("127.0.0.1", 20_000))
    controller.start()
    slow.port = controller.port
    yield slow
    slow.go_on.set()
    controller.stop()


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a process on the test's own rows."""
    database = connection.settings_dict["NAME"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
    return os.environ | {"PATH": path, "DATABASE_URL": url} | more


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., psutil.Process]]:
    """`start(command, **environment)`: a process group of its own; what is left of it ends with the test."""
    running: list[subprocess.Popen] = []

    def begin(command: str, **more: str) -> psutil.Process:
        with (tmp_path / f"{len(running)}.log").open("w") as log:
            process = subprocess.Popen(
                shlex.split(command),
                cwd=settings.BASE_DIR,
                env=surroundings(**more),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        running.append(process)
        return psutil.Process(process.pid)

    yield begin
    for process in running:
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def start_worker(start, mail_server, valkey) -> Callable[[], psutil.Process]:
    """A real worker for all queues, that hands its mails to the mail server and forgives a kill after 2 s."""
    command = COMMANDS["worker-urgent"].replace("--queues urgent", "--queues urgent,default,bulk")
    mails = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "CELERY_VISIBILITY_TIMEOUT": "2",
    }
    return lambda: start(command, **mails)


def kill_all(process: psutil.Process) -> None:
    """Kill a process and everything it started, as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "dead")
