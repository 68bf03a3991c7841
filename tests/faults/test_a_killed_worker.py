"""A worker is killed in the middle of its work: the work is done all the same, and once."""

import asyncio
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from support.processes import COMMANDS
from support.supervisor import free_port

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 60  # seconds


class SlowMailServer:
    """Takes mails; the first one it keeps waiting until it is told to go on."""

    def __init__(self) -> None:
        self.asked, self.go_on, self.taken = threading.Event(), threading.Event(), []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if not self.asked.is_set():
            self.asked.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.05)
            return "451 the line broke"
        self.taken.append(envelope.content)
        return "250 taken"


@pytest.fixture
def mail_server():
    slow = SlowMailServer()
    controller = Controller(slow, hostname="127.0.0.1", port=free_port("127.0.0.1", 20_000))
    controller.start()
    slow.port = controller.port
    yield slow
    slow.go_on.set()
    controller.stop()


@pytest.fixture
def worker(mail_server, valkey):
    """A real worker on the test database, for the queues a ticket's consequences ride on."""
    database = connection.settings_dict["NAME"]
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}")),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
    }
    command = COMMANDS["worker-urgent"].replace("--queues urgent", "--queues urgent,default,bulk")
    root = Path(settings.BASE_DIR)
    with subprocess.Popen(shlex.split(command), cwd=root, env=environment) as process:
        yield psutil.Process(process.pid)
        process.terminate()
        process.wait(PATIENCE)


def until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


def test_a_mail_cut_off_by_a_kill_is_sent_by_the_next_worker_once(worker, mail_server, valkey, gus, says):
    ticket = says(gus, "My deposit is missing", topic="cannot-sign-in")
    assert mail_server.asked.wait(PATIENCE), "the worker never began"
    at_it = [
        c
        for c in worker.children()
        if any(x.raddr and x.raddr.port == mail_server.port for x in c.net_connections())
    ]
    assert len(at_it) == 1
    at_it[0].send_signal(signal.SIGKILL)
    mail_server.go_on.set()
    until(lambda: mail_server.taken, "the mail sent again")
    until(lambda: not valkey.llen("urgent") and not valkey.hlen("unacked"), "nothing left to do")
    assert len(mail_server.taken) == 1
    assert ticket.reference.encode() in mail_server.taken[0]
