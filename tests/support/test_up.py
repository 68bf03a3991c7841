"""`manage.py up`: one command, one process tree, and nothing left of it afterwards."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from support.supervisor import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow


class Desk:
    """A desk started by `up` in a folder of its own."""

    def __init__(self, var, port, log, before=None):
        ours = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        command = [
            sys.executable,
            "manage.py",
            "up",
            "--no-demo",
            "--port",
            str(port),
            "--live-port",
            str(port),
        ]
        self.var, self.log = var, log
        self.output = log.open("w")
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=ours | {"FAIRLEAD_VAR": str(var)},
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=before,
        )

    def said(self):
        return self.log.read_text()

    def wait_until_up(self, seconds=120):
        """Wait for the banner and return the address in it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := re.search(r"Fairlead Desk is up:\s+(http://\S+)/\n", self.said()):
                return found[1]
            assert self.process.poll() is None, self.said()
            time.sleep(0.2)
        raise AssertionError(self.said())

    def tree(self):
        """Every process under this one, itself included."""
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def clear_away(self):
        """End whatever a failed test left running: all that carries this desk's folder in its environment."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get("FAIRLEAD_VAR") == str(self.var):
                    process.kill()

    def end(self, sig):
        """Send a signal to the supervisor alone and return its exit code."""
        self.process.send_signal(sig)
        try:
            return self.process.wait(60)
        finally:
            self.output.close()


@pytest.fixture
def folder(tmp_path):
    """Where a desk keeps its data; whatever a failed test leaves running is ended."""
    desks = []

    def start(port, before=None):
        desks.append(Desk(tmp_path / "var", port, tmp_path / f"{len(desks)}.log", before))
        return desks[-1]

    yield start
    for desk in desks:
        desk.clear_away()


def left(tree, seconds=20):
    """Those of a process tree that still live after a while."""
    _, alive = psutil.wait_procs(tree, seconds)
    return [process.cmdline() for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def get(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read()


def test_it_starts_answers_stops_leaves_nothing_and_keeps_the_data(folder):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        desk = folder(port)
        address = desk.wait_until_up()
        assert f"Port {port} is taken by another program" in desk.said()
        assert address != f"http://127.0.0.1:{port}"
        assert get(f"{address}/healthz")[0] == get(f"{address}/")[0] == 200
        tree = desk.tree()
        assert len(tree) > 10  # services, two web processes, three workers, beat and their minders
        assert desk.end(signal.SIGINT) == 0
        assert not left(tree)
    assert "Stopped. The data is kept." in desk.said()
    secret = (desk.var / "secret_key").read_text()

    again = folder(free_port("127.0.0.1", 20_000))
    again.wait_until_up()
    tree = again.tree()
    assert (desk.var / "secret_key").read_text() == secret
    assert again.end(signal.SIGTERM) == 0
    assert not left(tree)


def test_one_folder_holds_one_desk_and_even_killed_it_leaves_nothing_behind(folder):
    desk = folder(free_port("127.0.0.1", 21_000))
    desk.wait_until_up()
    second = folder(free_port("127.0.0.1", 22_000))
    assert second.process.wait(60) == 1
    assert "already runs" in second.said()
    tree = desk.tree()
    desk.end(signal.SIGKILL)
    if sys.platform == "linux":  # only Linux tells children that their parent died
        assert not left(tree)


def ignore_interrupts():
    """What a shell without a terminal does to a command that ends in `&`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("before", [None, ignore_interrupts])
def test_it_can_be_stopped_in_the_middle_of_getting_ready(folder, before):
    desk = folder(free_port("127.0.0.1", 24_000), before)
    while "Migrating" not in desk.said():
        assert desk.process.poll() is None, desk.said()
        time.sleep(0.1)
    assert desk.end(signal.SIGINT) == 0


def test_the_next_free_port_is_taken():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert free_port("127.0.0.1", port) > port
        following = free_port("127.0.0.1", port + 1)
        assert free_port("127.0.0.1", port + 1, taken=following) != following
