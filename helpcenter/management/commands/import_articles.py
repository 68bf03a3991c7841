"""Take articles in from JSON lines, one text in one language a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from helpcenter.manuscripts import Manuscript, doubles, take_in
from helpcenter.models import Article

MOST_SHOWN = 20
NEEDED = ("key", "language", "title")
CODES = {"zh": "zh-hans", "zh-cn": "zh-hans", "pt-br": "pt"}  # what others call our languages


class Command(BaseCommand):
    """`import_articles FILE.jsonl`: {"source", "key", "language", "category", "title", "body_markdown"} each.

    The same key is one article and its translations. The English line names the shelf's address; every
    language's line its name in that language.
    """

    help = "Take articles in from JSON lines; nothing is taken in when a line is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, what kind of articles these are, and whether they go out at once."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=Article.Kind.values, default=Article.Kind.FAQ)
        parser.add_argument("--draft", action="store_true", help="keep them as drafts")

    def handle(self, file: Path, kind: str, draft: bool, **options: Any) -> None:
        """Read all, then take in all."""
        problems: list[str] = []
        rows = list(_rows(file, problems))
        shelf_of = _shelves(rows)
        manuscripts = [_manuscript(where, row, kind, shelf_of) for where, row in rows]
        problems += [problem for one in manuscripts for problem in one.problems()]
        problems += [f"{file.name}: {double}" for double in doubles(manuscripts)]
        if problems:
            more = [f"… and {len(problems) - MOST_SHOWN} more."] if len(problems) > MOST_SHOWN else []
            raise CommandError("\n".join(["Nothing was taken in.", *problems[:MOST_SHOWN], *more]))
        try:
            tally = take_in(manuscripts, why=f"taken in from {file.name}", publish=not draft)
        except ValidationError as refused:
            raise CommandError("\n".join(["Nothing was taken in.", *refused.messages])) from refused
        self.stdout.write(f"{tally.new} new, {tally.changed} changed, {tally.same} as they were.")


def _rows(file: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every readable line with its place; what cannot be read is added to the problems."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    for number, raw in enumerate(lines, 1):
        where = f"{file.name}, line {number}"
        if not raw.strip():
            continue
        try:
            row = json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError:
            problems.append(f"{where}: it is not UTF-8")
        except ValueError as error:
            problems.append(f"{where}: it is not JSON ({error})")
        else:
            if wrong := _wrong(row):
                problems.append(f"{where}: {wrong}")
            else:
                yield where, row


def _wrong(row: Any) -> str:
    if not isinstance(row, dict):
        return "it is not a JSON object"
    missing = [name for name in NEEDED if name not in row]
    if "body_markdown" not in row and "body" not in row:
        missing.append("body_markdown")
    if missing:
        return f"{', '.join(missing)} missing"
    return "".join(f"{name} must be text; " for name, value in row.items() if not isinstance(value, str))


def _shelves(rows: Iterable[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """The shelf of each key: named by its English line, or else by its first one."""
    shelves: dict[str, str] = {}
    for _, row in rows:
        name = slugify(f"{row.get('source', '')} {row.get('category', '')}".replace(".", "-"))
        if row["key"] not in shelves or row["language"] == "en":
            shelves[row["key"]] = name[:60] or "imported"
    return shelves


def _manuscript(where: str, row: dict[str, str], kind: str, shelf_of: dict[str, str]) -> Manuscript:
    code = row["language"].lower()
    source = row.get("source", "")
    return Manuscript(
        where=where,
        slug=slugify(f"{source} {row['key']}".replace(".", "-").replace("/", "-"))[:120],
        language=CODES.get(code, code),
        title=row["title"].strip(),
        summary=row.get("summary", "").strip(),
        body=row.get("body_markdown", row.get("body", "")),
        category=shelf_of[row["key"]],
        category_name=row.get("category", ""),
        kind=row.get("kind", kind),
        source=f"{source} {row['key']}".strip()[:200],
    )
