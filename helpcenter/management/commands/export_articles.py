"""Write every article out: a folder of Markdown, a zip of it, or JSON lines."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpcenter.exchange import exporting


class Command(BaseCommand):
    """`export_articles PATH`: `.jsonl`, `.zip`, or else a folder, which must be new or empty."""

    help = "Write every shelf, fact, snippet and text out, so that import_articles takes them in the same."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("path", type=Path)

    def handle(self, path: Path, **options: Any) -> None:
        """Write it; what stands there already is never written over."""
        try:
            if path.suffix in exporting.FORMS:
                with path.open("xb") as file:
                    file.writelines(exporting.FORMS[path.suffix][1](None))
            else:
                _folder(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error


def _folder(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise CommandError(f"{path}: there is something in this folder already")
    for name, raw in exporting.files():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(raw)
