"""One process tree: honcho's manager, taught to leave nobody behind."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from honcho.manager import KILL_WAIT, Manager
from honcho.process import Popen, Process

from support.children import die_with_parent


class _Tied(Popen):
    """The program itself; it is asked to stop when its minder dies."""

    def __init__(self, command: str, **options: Any) -> None:
        super().__init__(f"exec {command}", preexec_fn=lambda: die_with_parent(signal.SIGTERM), **options)


class _Minder(Process):
    """Honcho's process that reads a program's output; should the supervisor vanish, it clears away."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = _Tied

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """Mind one program until it ends."""
        signal.signal(signal.SIGUSR1, self._clear_away)
        die_with_parent(signal.SIGUSR1)
        super().run(events, ignore_signals)

    def _clear_away(self, *_signal: Any) -> None:
        """Do what the supervisor would have done: Celery alone would wait for Valkey for minutes."""
        if self._child:
            _quietly(os.kill, self._child.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(KILL_WAIT)
            _quietly(os.killpg, self._child.pid, signal.SIGKILL)
        os._exit(1)


class _Signals:
    """How programs are stopped: first the program alone, since it ends its children's work in order."""

    def terminate(self, pid: int) -> None:
        """Ask one program to stop."""
        _quietly(os.kill, pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        """End a program and all it started."""
        _quietly(os.killpg, pid, signal.SIGKILL)


class Supervisor(Manager):
    """Runs programs until one ends or a signal comes, then stops all; calls `when_up` once they answer."""

    def __init__(self, *, addresses: list[str], when_up: Callable[[], None]) -> None:
        super().__init__()
        self._process_ctor = _Minder
        self._procmgr = _Signals()
        self._addresses, self._when_up = addresses, when_up
        self._stop_asked = False

    def terminate(self) -> None:
        """Stop all programs, once each has a pid: honcho fails on one that is just being started."""
        self._stop_asked = True
        self._all_started()

    def _all_started(self) -> bool:
        started = bool(super()._all_started())
        if started and self._stop_asked:
            super().terminate()  # does nothing the second time
        return started

    def _system_print(self, data: str) -> None:
        """Say it, unless a signal came in the middle of another line: Python refuses to write then."""
        with contextlib.suppress(RuntimeError):
            super()._system_print(data)

    def _start(self) -> None:
        super()._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        """Call `when_up` as soon as every address answers."""
        for address in self._addresses:
            while not _answers(address):
                time.sleep(0.2)
        if not self._terminating:
            self._when_up()


def free_port(host: str, wanted: int, taken: int = 0) -> int:
    """The first port from `wanted` on where we may listen, and that is not `taken`."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
        if port != taken:
            return port
    raise OSError(f"no free port between {wanted} and {wanted + 99}")


def hold(host: str, port: int) -> socket.socket:
    """Keep a free port ours until the socket is closed: preparing takes longer than others may wait."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind((host, port))
    held.listen()  # bound alone, others could still take it
    return held


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310
    except OSError:
        return False
    return True


def _quietly(send: Callable[[int, int], None], pid: int, sig: int) -> None:
    """Signal a process that may be gone already."""
    with contextlib.suppress(ProcessLookupError):
        send(pid, sig)
