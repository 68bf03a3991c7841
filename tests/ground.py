"""The ground the tests stand on: a private PostgreSQL and Valkey for one pytest run, stopped at its end.

Loaded with `-p` before pytest-django reads the settings. Where DATABASE_URL and REDIS_URL are given, those
are used. With xdist the controller starts the services; each worker has its own database (by pytest-django),
its own Valkey database and its own prefixes, so that no test hears another one's messages.
"""

import atexit
import contextlib
import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from support import embedded
from support.compiled import compile_messages

_open = contextlib.ExitStack()


def _start() -> None:
    """Point the environment at private services, once per run."""
    var = Path(_open.enter_context(tempfile.TemporaryDirectory(prefix="fairlead-tests-")))
    (var / "static").mkdir()  # WhiteNoise warns when it is missing
    var.chmod(0o711)  # as root, PostgreSQL's own user passes through here
    atexit.register(_open.close)
    os.environ["FAIRLEAD_VAR"] = str(var)
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("UNDO_SECONDS", "0")  # a story's reply leaves at once, unless it says otherwise
    compile_messages(Path(__file__).resolve().parent.parent / "locale")
    if "DATABASE_URL" not in os.environ or "REDIS_URL" not in os.environ:
        os.environ |= _open.enter_context(embedded.services(var, throwaway=True))


def _take_a_corner(worker: str) -> None:
    """Give xdist's worker `gwN` the Valkey database N + 1 and prefixes of its own."""
    url = urlsplit(os.environ["REDIS_URL"])
    os.environ["REDIS_URL"] = urlunsplit(url._replace(path=f"/{int(worker[2:]) + 1}"))
    os.environ["CHANNEL_PREFIX"] = os.environ["CELERY_PREFIX"] = f"{worker}-"


if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    _take_a_corner(worker)
else:
    _start()
