"""Real servers on loopback, and what they cost: requests or messages per second of their own CPU."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

BIN = Path(sys.executable).parent


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(*command: str, port: int, **env: str) -> Iterator[psutil.Process]:
    """Run a server until the block ends; raises TimeoutError when it does not listen within 30 s."""
    program = [str(BIN / command[0]), *command[1:]]
    with subprocess.Popen(program, env=os.environ | env, stdout=subprocess.DEVNULL) as server:
        try:
            _listens(port, server)
            yield psutil.Process(server.pid)
        finally:
            server.terminate()
            server.wait(20)


def cpu(server: psutil.Process) -> float:
    """Seconds of CPU a server and its children have used so far."""
    family = [server, *server.children(recursive=True)]
    return sum(sum(one.cpu_times()[:2]) for one in family)


def _listens(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")
