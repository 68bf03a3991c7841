"""The house's own articles as they lie in the folder, for stories that need no database."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from helpcenter import facts as saying
from helpcenter.models import Fact
from helpcenter.quotes import QUOTE
from tests import source

CONTENT = source.ROOT / "helpcenter" / "content"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
FIGURE = re.compile(r"!\[([^\]]*)\]\((\S+) \"([^\"]*)\"\)")
SHAPES = {
    "headings": re.compile(r"^(#{2,4}) ", re.M),
    "keys": re.compile(r"\{#([a-z0-9-]+)\}$", re.M),
    "links": LINK,
    "callouts": re.compile(r"^> \[!(\w+)\]", re.M),
    "steps": re.compile(r"^\d+\. ()", re.M),
    "points": re.compile(r"^[*-] ()", re.M),
    "rows": re.compile(r"^\|()", re.M),
    "choices": re.compile(r"^::: for (\S+)", re.M),
    "questions": re.compile(r"^::: (faq) ", re.M),
    "figures": re.compile(r"\((picture:[^ )]+)"),
    "quotes": QUOTE,
}
IN_ANY_ORDER = ("links", "quotes")  # as a language puts its words


@dataclass(frozen=True)
class Text:
    """One article in one language."""

    slug: str
    language: str
    facts: dict[str, str]
    body: str

    @property
    def checked(self) -> date:
        """The day it was last found to be true."""
        return date.fromisoformat(self.facts["checked"])

    @property
    def is_draft(self) -> bool:
        """Whether readers do not see it yet."""
        return self.facts.get("status") == "draft"

    @property
    def is_for_agents(self) -> bool:
        """Whether customers never see it."""
        return self.facts["audience"] == "agent"

    @property
    def said(self) -> str:
        """What its readers see: with the snippets and facts it quotes."""
        return unfolded(self.body, self.language)

    @property
    def links(self) -> list[str]:
        """Where it leads, in order."""
        return LINK.findall(self.said)

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """(what it shows in words, its picture, what is written below)."""
        return FIGURE.findall(self.body)

    @property
    def shape(self) -> dict[str, list[Any]]:
        """What must correspond between languages: sections, steps, rows and where the links lead."""
        return shape_of(self.body)


def shape_of(body: str) -> dict[str, list[Any]]:
    """The shape of any text."""
    return {
        name: sorted(found) if name in IN_ANY_ORDER else found
        for name, pattern in SHAPES.items()
        for found in [pattern.findall(body)]
    }


@cache
def texts() -> dict[str, dict[str, Text]]:
    """By short name and language."""
    library: dict[str, dict[str, Text]] = {}
    for path in sorted(CONTENT.glob("*/*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        facts = yaml.load(front, yaml.BaseLoader)
        library.setdefault(path.parent.name, {})[path.stem] = Text(path.parent.name, path.stem, facts, body)
    return library


def english() -> list[Text]:
    """Each article in the language it was written in."""
    return [languages["en"] for languages in texts().values()]


@cache
def stated() -> dict[str, Fact]:
    """The facts, by name."""
    rows = json.loads((CONTENT / "quoted.json").read_text("utf-8"))["facts"]
    return {
        row["name"]: Fact(
            name=row["name"], kind=row["kind"], value=Decimal(row["value"]), unit=row.get("unit", "")
        )
        for row in rows
    }


@cache
def snippets() -> dict[str, dict[str, str]]:
    """Their texts, by name and language."""
    rows = json.loads((CONTENT / "quoted.json").read_text("utf-8"))["snippets"]
    return {row["name"]: row["texts"] for row in rows}


def unfolded(body: str, language: str) -> str:
    """A text with what it quotes, as Markdown; a snippet that lacks the language in English."""

    def told(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if kind == "fact":
            return saying.spoken(stated()[name], language)
        there = snippets()[name]
        return unfolded(there.get(language, there["en"]), language)

    return QUOTE.sub(told, body)
