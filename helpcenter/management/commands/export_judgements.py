"""Take judged searches out as a set for `make eval-search SETS=folder`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpcenter.judged import export


class Command(BaseCommand):
    """`export_judgements FOLDER`: house_<language>/ with docs, queries and qrels.jsonl."""

    help = "Write editors' judgements as evaluation sets, one folder a language."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the sets go; the folder is made when it is missing."""
        parser.add_argument("folder", type=Path)

    def handle(self, folder: Path, **options: Any) -> None:
        """Say what was written, or that nothing is judged yet."""
        try:
            counts = export(folder)
        except OSError as error:
            raise CommandError(f"{folder}: {error}") from error
        if not counts:
            raise CommandError("Nothing is judged to be right yet; nothing was written.")
        for code, questions in counts.items():
            self.stdout.write(f"{code}: {questions}")
