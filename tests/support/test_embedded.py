"""PostgreSQL and Valkey out of their wheels: they start, keep, stop, and never fight over one folder."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from support import embedded
from support.children import DidNotStart, child, when_ready

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def var():
    """A folder that PostgreSQL's own user can pass through, also as root.

    Not one of pytest's: another run of it would close the folder above to everybody else.
    """
    with tempfile.TemporaryDirectory(prefix="fairlead-var-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def ask(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def alive(pids):
    return [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"]


def start_elsewhere(var):
    """Another process that holds the services of `var` and says so."""
    code = f"""
        import time
        from pathlib import Path
        from support import embedded
        with embedded.services(Path({str(var)!r}), throwaway=True):
            print("up", flush=True)
            time.sleep(120)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "up\n"
    return process


def noted_pids(var):
    return json.loads((var / "run" / "services.json").read_text())["pids"]


def test_what_was_written_is_there_at_the_next_start(var):
    with embedded.services(var) as urls:
        ask(urls["DATABASE_URL"], "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('été')")
        with redis.from_url(urls["REDIS_URL"]) as client:
            client.set("kept", "too")
        pids = noted_pids(var)
    assert not alive(pids)
    with embedded.services(var) as urls:
        assert ask(urls["DATABASE_URL"], "SELECT upper(word) FROM kept") == [("ÉTÉ",)]
        with redis.from_url(urls["REDIS_URL"]) as client:
            assert client.get("kept") == b"too"


def test_postgresql_is_what_the_desk_needs(var):
    with embedded.services(var, throwaway=True) as urls:
        [(version,)] = ask(urls["DATABASE_URL"], "SHOW server_version_num")
        extensions = {
            name for (name,) in ask(urls["DATABASE_URL"], "SELECT name FROM pg_available_extensions")
        }
    assert version.startswith("18")
    assert {"pg_trgm", "unaccent"} <= extensions


def test_a_second_shell_finds_what_runs_and_nothing_afterwards(var):
    assert embedded.running_urls(var) == {}
    with embedded.services(var, throwaway=True) as urls:
        assert embedded.running_urls(var) == urls
    assert embedded.running_urls(var) == {}


def test_a_stale_note_is_not_believed(var):
    with embedded.services(var, throwaway=True):
        note = (var / "run" / "services.json").read_text()
    (var / "run" / "services.json").write_text(note)
    assert embedded.running_urls(var) == {}
    (var / "run" / "services.json").write_text("{broken")
    assert embedded.running_urls(var) == {}


def test_strangers_neither_read_the_addresses_nor_get_in_without_the_password(var):
    with embedded.services(var, throwaway=True) as urls:
        assert (var / "run" / "services.json").stat().st_mode & 0o077 == 0
        assert (var / "run" / "socket").stat().st_mode & 0o077 == 0
        port = redis.from_url(urls["REDIS_URL"]).connection_pool.connection_kwargs["port"]
        with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


def test_a_folder_in_use_is_refused_with_a_word_about_it(var):
    with (
        embedded.services(var, throwaway=True),
        pytest.raises(embedded.EmbeddedError, match="already runs"),
        embedded.services(var, throwaway=True),
    ):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_nothing_outlives_a_killed_supervisor_and_the_next_start_recovers(var):
    holder = start_elsewhere(var)
    pids = noted_pids(var)
    assert len(alive(pids)) == 2
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with embedded.services(var, throwaway=True) as urls:
        assert ask(urls["DATABASE_URL"], "SELECT 1") == [(1,)]
        assert not alive(pids)


def test_an_interrupted_first_start_leaves_no_half_cluster(var):
    with embedded.services(var, throwaway=True):
        pass
    (var / "postgres" / "18").rename(var / "postgres" / "draft")  # as if initdb had been cut short
    (var / "postgres" / "draft" / "PG_VERSION").unlink()
    with embedded.services(var, throwaway=True) as urls:
        assert ask(urls["DATABASE_URL"], "SELECT 1") == [(1,)]


def test_a_deep_folder_gets_its_socket_elsewhere(var):
    deep = var.joinpath(*["a-folder-with-a-long-name"] * 5)
    with embedded.services(deep, throwaway=True) as urls:
        assert ask(urls["DATABASE_URL"], "SELECT 1") == [(1,)]


def test_a_folder_of_another_user_is_refused(var):
    if os.geteuid() != 0:
        pytest.skip("only root can make one")
    (var / "postgres").mkdir()
    os.chown(var / "postgres", 12345, 12345)
    with pytest.raises(embedded.EmbeddedError, match="another user"), embedded.services(var, throwaway=True):
        pass


def test_the_development_secret_is_made_once(var):
    first = embedded.development_secret(var)
    assert len(first) >= 50
    assert embedded.development_secret(var) == first
    assert (var / "secret_key").stat().st_mode & 0o077 == 0


def test_a_child_that_dies_at_once_is_reported_with_its_last_words(tmp_path):
    def never():
        raise ConnectionError("nobody there")

    log = tmp_path / "loud.log"
    command = [sys.executable, "-c", "raise SystemExit('out of luck')"]
    begin = time.monotonic()
    with (
        child(command, log=log, cwd=tmp_path, stop=signal.SIGTERM, identity={}) as process,
        pytest.raises(DidNotStart, match="out of luck"),
    ):
        when_ready(process, never, ConnectionError, log)
    assert time.monotonic() - begin < 10
