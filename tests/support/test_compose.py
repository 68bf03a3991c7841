"""docker-compose.yml, read as a container engine would, and its commands run natively."""

import os
import re
import secrets
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
import yaml

from support.processes import COMMANDS
from tests.support.test_settings import settings_read

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
OF_SERVERS = {"GRANIAN_WORKERS", "FORWARDED_ALLOW_IPS"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def desk_services(compose):
    return {name: it for name, it in compose["services"].items() if it["image"] == "fairlead-desk"}


def test_every_process_of_the_desk_runs_with_exactly_the_command_of_the_supervisor(compose):
    told = {name: shlex.split(compose["services"][name]["command"]) for name in COMMANDS}
    assert told == {name: shlex.split(command) for name, command in COMMANDS.items()}
    assert set(desk_services(compose)) == {*COMMANDS, "migrate"}


def test_two_of_each_web_process_and_one_worker_for_each_queue(compose):
    services = compose["services"]
    assert services["web"]["deploy"]["replicas"] == services["live"]["deploy"]["replicas"] == 2
    queues = [
        it["command"].split("--queues ")[1].split()[0]
        for it in services.values()
        if "--queues" in it.get("command", "")
    ]
    assert sorted(queues) == ["bulk", "default", "urgent"]


def test_beat_runs_once(compose):
    assert "deploy" not in compose["services"]["beat"]


def test_every_service_is_watched_except_the_one_that_ends(compose):
    for name, it in compose["services"].items():
        assert it["healthcheck"].get("test") or name == "migrate", name


def test_nothing_starts_before_the_migration_is_through(compose):
    for name, it in desk_services(compose).items():
        if name != "migrate":
            assert it["depends_on"]["migrate"]["condition"] == "service_completed_successfully", name
    assert compose["services"]["migrate"]["restart"] == "no"


def test_secrets_come_from_outside_and_have_no_defaults(compose):
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "SITE_HOST", "POSTGRES_PASSWORD", "VALKEY_PASSWORD"):
        assert re.search(rf"\$\{{{name}:\?", text), f"{name} is not required"
    assert ":-" not in re.sub(r"#.*", "", text)
    for it in compose["services"].values():
        for name, value in it.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|AUTH", name):
                assert str(value).startswith("${"), name


def test_every_setting_given_is_one_that_is_read(compose):
    known = settings_read() | OF_SERVERS
    for name, it in desk_services(compose).items():
        assert set(it["environment"]) <= known, name


def test_only_the_proxy_is_reached_from_outside_and_its_network_is_the_trusted_one(compose):
    assert [name for name, it in compose["services"].items() if "ports" in it] == ["proxy"]
    [network] = compose["networks"]["inside"]["ipam"]["config"]
    environment = compose["services"]["web"]["environment"]
    assert environment["TRUSTED_PROXIES"] == environment["FORWARDED_ALLOW_IPS"] == network["subnet"]


def test_one_origin_serves_pages_and_websockets():
    caddy = (ROOT / "deploy" / "Caddyfile").read_text()
    assert re.search(r"handle /ws/\* \{\s+reverse_proxy \{\s+dynamic a live 8000", caddy)
    assert re.search(r"handle \{\s+reverse_proxy \{\s+dynamic a web 8000", caddy)
    assert caddy.count("{") == caddy.count("}")


def test_the_queue_and_the_rows_outlive_a_container(compose):
    assert "--appendonly yes" in " ".join(compose["services"]["valkey"]["command"])
    for name, where in [
        ("postgres", "/var/lib/postgresql"),
        ("valkey", "/data"),
        ("web", "/media"),
        ("web", "/vault"),
        ("worker-bulk", "/vault"),
        ("beat", "/state"),
    ]:
        named = dict(volume.split(":")[:2] for volume in compose["services"][name]["volumes"])
        assert where in named.values(), name
        assert set(named) <= set(compose["volumes"]), name


def test_the_image_is_built_in_stages_and_is_nobody_special(compose):
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert sum(line.startswith("FROM ") for line in lines) == 2
    assert (
        "USER fairlead" in lines[lines.index(next(line for line in lines[9:] if line.startswith("FROM "))) :]
    )
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert "--require-hashes" in "\n".join(lines)
    for it in desk_services(compose).values():
        assert it["cap_drop"] == ["ALL"]


# ── The same commands, natively ──────────────────────────────────────────────────────────────────


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """A production environment with a database of its own on the tests' ground; yields its variables."""
    var, name = tmp_path_factory.mktemp("production"), f"compose_{secrets.token_hex(4)}"
    database, valkey = urlsplit(os.environ["DATABASE_URL"]), urlsplit(os.environ["REDIS_URL"])
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    yield {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "FAIRLEAD_MODE": "production",
        "FAIRLEAD_VAR": str(var),
        "BEAT_SCHEDULE": str(var / "beat"),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://desk.example",
        "ALLOWED_HOSTS": "desk.example",
        "DATABASE_URL": urlunsplit(database._replace(path=f"/{name}")),
        "REDIS_URL": urlunsplit(valkey._replace(path=f"/{48 + int(valkey.path[1:]) % 16}")),
        "CHANNEL_PREFIX": name,
        "HOSTNAME": socket.gethostname(),
        "TRUSTED_PROXIES": "127.0.0.1/32",
    }
    connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


@pytest.fixture
def start(production, tmp_path):
    """Start a service by its command in the compose file; all are stopped at the end."""
    running = []

    def start_one(command, **more):
        log = (tmp_path / f"{len(running)}.log").open("wb")
        process = subprocess.Popen(
            shlex.split(command),
            cwd=ROOT,
            env=production | more,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        running.append(process)
        return process, Path(log.name)

    yield start_one
    for process in running:
        process.terminate()
    for process in running:
        assert process.wait(30) is not None


def healthy(check, process, log, environment, seconds=60):
    """Repeat a health check until it passes, as the engine does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"it ended:\n{log.read_text()}"
        done = subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode == 0:
            return True
        time.sleep(0.5)
    raise AssertionError(f"never healthy: {done.stdout}{done.stderr}\n{log.read_text()}")


def probe_of(service, **replaced):
    """The health check of a service as a command line, with container paths replaced by ours."""
    kind, *rest = service["healthcheck"]["test"]
    if kind == "CMD-SHELL":
        text = rest[0].replace("$$", "$")
        for old, new in replaced.items():
            text = text.replace(f"/{old}", new)
        return ["sh", "-c", text]
    return rest


@pytest.mark.slow
def test_web_live_worker_and_beat_start_and_are_healthy_with_compose_s_own_commands(
    compose, production, start
):
    services = compose["services"]
    migrate = subprocess.run(
        shlex.split(services["migrate"]["command"]), cwd=ROOT, env=production, capture_output=True, text=True
    )
    assert migrate.returncode == 0, migrate.stdout + migrate.stderr
    collect = ["python", "manage.py", "collectstatic", "--noinput", "-v0"]  # as the Dockerfile does
    subprocess.run(collect, cwd=ROOT, env=production, check=True, capture_output=True)

    web, live = str(free_port()), str(free_port())
    started = {
        "web": start(services["web"]["command"], GRANIAN_PORT=web),
        "live": start(services["live"]["command"], UVICORN_PORT=live),
        "worker-urgent": start(services["worker-urgent"]["command"]),
        "beat": start(services["beat"]["command"]),
    }
    for name, port in (("web", web), ("live", live)):
        check = [part.replace("8000", port) for part in probe_of(services[name])]
        assert healthy(check, *started[name], production)
    assert healthy(probe_of(services["worker-urgent"]), *started["worker-urgent"], production)
    state = production["FAIRLEAD_VAR"]
    assert healthy(probe_of(services["beat"], state=state), *started["beat"], production)
