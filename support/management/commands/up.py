"""`manage.py up`: the whole desk on this machine, one process tree, stopped by Ctrl-C."""

import contextlib
import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from support import embedded
from support.children import DidNotStart
from support.processes import COMMANDS
from support.supervisor import Supervisor, free_port, hold

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Services if none are given, database, demo day, then every process under one supervisor."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ports to prefer, and whether an empty desk gets a demo day."""
        parser.add_argument("--port", type=int, default=8000, help="where pages are served (default 8000)")
        parser.add_argument("--live-port", type=int, default=8001, help="where WebSockets are (default 8001)")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty desk empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until Ctrl-C or SIGTERM; the data stays for the next start."""
        if settings.PRODUCTION:
            raise CommandError("`up` is for development and demos; in production use docker-compose.yml.")
        for sig in (signal.SIGINT, signal.SIGTERM):  # also where a script's `&` had SIGINT ignored
            signal.signal(sig, signal.default_int_handler)
        try:
            with contextlib.ExitStack() as stack:
                environment = self.ground(stack)
                web, live = self.ports(options["port"], options["live_port"])
                held = [stack.enter_context(hold(HOST, port)) for port in (web, live)]
                environment |= {
                    "SITE_URL": f"http://{HOST}:{web}",
                    "LIVE_URL": f"ws://{HOST}:{live},ws://localhost:{live}",
                    "LIVE_ORIGINS": f"http://{HOST}:{web},http://localhost:{web}",
                }
                self.prepare(environment, demo=not options["no_demo"])
                for port in held:
                    port.close()
                code = self.run(environment, web, live)
        except KeyboardInterrupt:
            code = 0
        except (embedded.EmbeddedError, DidNotStart) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Stopped. The data is kept.")
        if code not in (0, 128 + signal.SIGINT, 128 + signal.SIGTERM):
            raise CommandError("A process ended by itself; its last lines above say why.", returncode=1)

    def ground(self, stack: contextlib.ExitStack) -> dict[str, str]:
        """The environment of all processes, with PostgreSQL and Valkey of our own where none are given."""
        environment = dict(os.environ)
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
        if not {"DATABASE_URL", "REDIS_URL"} <= environment.keys():
            self.stdout.write("Starting PostgreSQL and Valkey …")
            self.stdout.flush()
            environment = stack.enter_context(embedded.services(settings.VAR_DIR)) | environment
        return environment

    def ports(self, web: int, live: int) -> tuple[int, int]:
        """The ports asked for, or the next free ones, with a word about it."""
        chosen = free_port(HOST, web)
        chosen_live = free_port(HOST, live, taken=chosen)
        for wanted, got in ((web, chosen), (live, chosen_live)):
            if wanted != got:
                self.stdout.write(f"Port {wanted} is taken by another program; using {got} instead.")
                self.stdout.flush()
        return chosen, chosen_live

    def prepare(self, environment: dict[str, str], *, demo: bool) -> None:
        """Migrate, seed and index in a process that knows the services' addresses."""
        command = [sys.executable, "manage.py", "ready", *(["--demo"] if demo else [])]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)
        if done.returncode:
            raise CommandError("Preparing the database failed; the lines above say why.")

    def run(self, environment: dict[str, str], web: int, live: int) -> int:
        """Keep all processes until one ends or we are told to stop."""
        environment |= {"GRANIAN_HOST": HOST, "GRANIAN_PORT": str(web)}
        environment |= {"UVICORN_HOST": HOST, "UVICORN_PORT": str(live), "PYTHONUNBUFFERED": "1"}
        if os.geteuid() == 0:  # celery says this for every worker, and the address would scroll away
            environment["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser"
        supervisor = Supervisor(
            addresses=[f"http://{HOST}:{web}", f"http://{HOST}:{live}"],
            when_up=lambda: self.announce(f"http://{HOST}:{web}"),
        )
        for name, command in COMMANDS.items():
            supervisor.add_process(name, command, env=environment, cwd=str(settings.BASE_DIR))
        supervisor.loop()
        return supervisor.returncode or 0

    def announce(self, address: str) -> None:
        """Say where the desk is and who may sign in."""
        lines = ["", f"  Fairlead Desk is up:  {address}/", f"  The agents' desk:     {address}/desk/"]
        with contextlib.suppress(ImportError):
            seed = importlib.import_module("support.demo")
            lines += ["", "  Demo sign-ins:"]
            lines += [f"    {person}" for person in seed.SIGN_INS]
        self.stdout.write("\n".join([*lines, "", "  Ctrl-C stops everything; the data stays.", ""]))
        self.stdout.flush()
