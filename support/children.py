"""Child processes that never outlive the process that started them."""

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds to start or to stop; replaying a database's log after a power cut takes time


class DidNotStart(RuntimeError):
    """A child ended, or did not answer in time; the message holds the end of its log."""


def die_with_parent(sig: int) -> None:
    """Ask the Linux kernel to send `sig` to this process when its parent is gone; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, sig)  # 1 is PR_SET_PDEATHSIG


@contextlib.contextmanager
def child(
    command: list[str],
    *,
    log: Path,
    cwd: Path,
    stop: signal.Signals,
    identity: dict[str, Any],
    stdin: str = "",
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `command` until the block is left, then send `stop` and wait.

    It has a session of its own: Ctrl-C reaches only the parent, which stops its children in order.
    `identity` holds Popen's user and groups; `log` receives what the command prints.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(stop),
            **identity,
        )
    try:
        assert process.stdin
        with contextlib.suppress(BrokenPipeError):  # it died at once: `when_ready` tells why
            process.stdin.write(stdin.encode())
            process.stdin.close()
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def when_ready(
    process: "subprocess.Popen[bytes]", ask: Callable[[], Any], not_yet: type[Exception], log: Path
) -> Any:
    """Repeat `ask()` until it no longer raises `not_yet` and return its answer; raises DidNotStart."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except not_yet as error:
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")[-2000:]
                raise DidNotStart(f"{log.stem} did not start ({error}). It said:\n{said}") from error
        time.sleep(0.02)
