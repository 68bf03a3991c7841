"""`manage.py ready`: everything between an empty database and the first page, told step by step."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from haystack import DEFAULT_ALIAS, connections

from helpcenter.models import Article
from support.compiled import compile_messages
from support.search.models import Document
from tickets.models import Ticket


class Command(BaseCommand):
    """Compile translations, migrate, make what every desk begins with; on request play a demo day."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--demo` fills an empty desk with a believable day."""
        parser.add_argument("--demo", action="store_true", help="fill an empty desk with a believable day")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step and say how long it took; a second run finds little to do."""
        try:
            self.steps(demo=options["demo"])
        except KeyboardInterrupt as wish:
            raise CommandError("Interrupted; the next start goes on from here.") from wish

    def steps(self, *, demo: bool) -> None:
        """In order; each is whole or leaves nothing."""
        with self.step("Compiling translations"):
            compile_messages(settings.BASE_DIR / "locale")
        with self.step("Migrating the database"):
            call_command("migrate", interactive=False, verbosity=0)
        with self.step("Making tiers, teams, targets and topics where they are missing"):
            call_command("prepare")
        if not settings.PRODUCTION:
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
        if demo:
            self.demo()
        self.index()

    def demo(self) -> None:
        """Put up the demo's articles and play its day, once each: never over what is there."""
        if not Article.objects.exists():
            with self.step("Putting the demo's articles on their shelves"):
                call_command("load_articles", stdout=StringIO())
        if not Ticket.objects.exists():
            with self.step("Playing a day at the demo exchange"):
                call_command("seed", stdout=StringIO())

    def index(self) -> None:
        """Build the search index when it misses something; otherwise it follows changes by itself."""
        indexes = connections[DEFAULT_ALIAS].get_unified_index().get_indexes().values()
        if Document.objects.count() != sum(index.index_queryset().count() for index in indexes):
            with self.step("Building the search index"):
                call_command("update_index", remove=True, verbosity=0)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Say what is being done and, every two seconds, that it still is."""
        start, done = time.monotonic(), threading.Event()
        self.say(f"{what} …", "")

        def tick() -> None:
            while not done.wait(2):
                self.say(".", "")

        threading.Thread(target=tick, daemon=True).start()
        try:
            yield
        finally:
            done.set()
        self.say(f" {time.monotonic() - start:.1f} s")

    def say(self, text: str, ending: str = "\n") -> None:
        """Write at once, also into a pipe."""
        self.stdout.write(text, ending=ending)
        sys.stdout.flush()
