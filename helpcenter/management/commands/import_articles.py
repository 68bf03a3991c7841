"""Take articles in from JSON lines, a zip or a folder of Markdown."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpcenter.exchange import reading
from helpcenter.exchange.taking_in import Refused, Tally, in_order, take_in, try_out
from helpcenter.models import Article

STEP = 100  # texts between two words of progress


class Command(BaseCommand):
    """`import_articles FILE`: all of it, or nothing and every reason why (docs/help-center.md)."""

    help = "Take articles in from JSON lines, a zip or a folder; nothing is taken in when something is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, what kind of articles these are, and whether they go out at once."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=Article.Kind.values, default=Article.Kind.FAQ)
        parser.add_argument("--draft", action="store_true", help="keep them as drafts")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")
        parser.add_argument("--notice", default="", help="licence notice of the texts, shown below each")

    def handle(self, file: Path, kind: str, draft: bool, dry_run: bool, notice: str, **options: Any) -> None:
        """Read all, then take in all."""
        try:
            found = (
                reading.read_directory(file)
                if file.is_dir()
                else reading.read(file.name, file.read_bytes(), kind=kind)
            )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        brought = in_order(found, notice)
        for name in brought.left_out:
            self.stderr.write(f"{name}: left out, it is neither a text nor a list of shelves")
        how: dict[str, Any] = {"why": f"taken in from {file.name}", "publish": not draft, "tell": self._tell}
        self.all = len(brought.manuscripts)
        if dry_run:
            tally, problems = try_out(brought, **how)
            self._refuse(problems)
            self._hear(tally)
            self.stdout.write(f"Would be: {_said(tally)} Nothing was changed.")
            return
        try:
            tally = take_in(brought, **how)
        except Refused as refused:
            self._refuse(refused.problems)
        self._hear(tally)
        self.stdout.write(_said(tally))

    def _tell(self, done: int) -> None:
        if done % STEP == 0:
            self.stderr.write(f"{done} of {self.all} …")

    def _hear(self, tally: Tally) -> None:
        for words in tally.told:
            self.stderr.write(words)

    def _refuse(self, problems: list[str]) -> None:
        if problems:
            raise CommandError("\n".join([f"Nothing was taken in: {len(problems)} problems.", *problems]))


def _said(tally: Tally) -> str:
    return f"{tally.new} new, {tally.changed} changed, {tally.same} as they were."
