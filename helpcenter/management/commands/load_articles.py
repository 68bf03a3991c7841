"""Put up the house's own shelves and articles, as they stand in helpcenter/content/."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from helpcenter import actions
from helpcenter.manuscripts import Manuscript, take_in
from helpcenter.models import Category

CONTENT = Path(__file__).resolve().parents[2] / "content"
FENCE = "---"
# All but the status are the article's, and English says them; `status: draft` keeps one text from readers.
FACTS = ("category", "kind", "audience", "outline", "status")


class Command(BaseCommand):
    """`load_articles [FOLDER]`: categories.json, parents first; <slug>/<language>.md with front matter."""

    help = "Load the demo's articles; loading them again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Another folder of the same shape."""
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)

    @transaction.atomic
    def handle(self, folder: Path, **options: Any) -> None:
        """Shelves first, then every text; all or nothing."""
        shelves = json.loads((folder / "categories.json").read_text("utf-8"))
        for one in shelves:
            actions.shelve(
                one["slug"],
                names=one["names"],
                descriptions=one.get("descriptions"),
                icon=one["icon"],
                order=one["order"],
                parent=Category.objects.get(slug=one["parent"]) if one.get("parent") else None,
            )
        manuscripts = [_read(path, folder) for path in sorted(folder.glob("*/*.md"), key=_english_first)]
        known = {one["slug"] for one in shelves}
        problems = [problem for one in manuscripts for problem in one.problems()]
        problems += [
            f"{one.where}: no category {one.category}" for one in manuscripts if one.category not in known
        ]
        if problems:
            raise CommandError("\n".join(["Nothing was loaded.", *problems]))
        try:
            tally = take_in(manuscripts, why="written for the demo")
        except ValidationError as refused:
            raise CommandError("\n".join(["Nothing was loaded.", *refused.messages])) from refused
        self.stdout.write(f"{tally.new} new, {tally.changed} changed, {tally.same} as they were.")


def _english_first(path: Path) -> tuple[str, bool, str]:
    return path.parent.name, path.stem != "en", path.stem


def _read(path: Path, folder: Path) -> Manuscript:
    """A Markdown file with `key: value` lines between two fences. Raises CommandError when it has none."""
    where = str(path.relative_to(folder))
    opening, *rest = path.read_text("utf-8").split(f"{FENCE}\n", 2)
    if opening.strip() or len(rest) != 2:
        raise CommandError(f"{where}: it must begin with front matter between two lines of {FENCE}")
    facts = {}
    for line in rest[0].splitlines():
        name, _, value = line.partition(":")
        facts[name.strip()] = value.strip().strip('"')
    try:
        checked = date.fromisoformat(facts["checked"]) if facts.get("checked") else None
    except ValueError as error:
        raise CommandError(f"{where}: checked: {error}") from error
    said = {name: facts[name] for name in FACTS if facts.get(name)}
    return Manuscript(
        where=where,
        slug=path.parent.name,
        language=path.stem,
        title=facts.get("title", ""),
        summary=facts.get("summary", ""),
        body=rest[1].strip(),
        checked=checked,
        **({"category": ""} | said),
    )
