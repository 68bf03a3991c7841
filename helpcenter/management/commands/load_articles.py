"""Put up the house's own shelves, pictures and articles, as they stand in helpcenter/content/."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from helpcenter.exchange import reading
from helpcenter.exchange.taking_in import Refused, take_in

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    """`load_articles [FOLDER]`: categories.json, quoted.json; <slug>/<language>.md; media/<name>.png."""

    help = "Load the demo's articles; loading them again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Another folder of the same shape."""
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)

    @transaction.atomic
    def handle(self, folder: Path, **options: Any) -> None:
        """Shelves and pictures first, then what is quoted, then every text; all or nothing."""
        try:
            tally = take_in(reading.read_directory(folder), why="written for the demo")
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError("\n".join(["Nothing was loaded.", *refused.problems])) from refused
        self.stdout.write(f"{tally.new} new, {tally.changed} changed, {tally.same} as they were.")
