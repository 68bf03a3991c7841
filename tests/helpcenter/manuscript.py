"""The house's own articles as they lie in the folder, for stories that need no database."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml

from tests import source

LINK = re.compile(r"\]\(([^)]+)\)")
SHAPES = {
    "headings": re.compile(r"^(#{2,4}) ", re.M),
    "links": LINK,
    "callouts": re.compile(r"^> \[!(\w+)\]", re.M),
    "steps": re.compile(r"^\d+\. ()", re.M),
    "points": re.compile(r"^[*-] ()", re.M),
    "rows": re.compile(r"^\|()", re.M),
}


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
    def links(self) -> list[str]:
        """Where it leads, in order."""
        return LINK.findall(self.body)

    @property
    def shape(self) -> dict[str, list[str]]:
        """What must correspond between languages: sections, steps, rows and where the links lead."""
        return {
            name: sorted(found) if name == "links" else found
            for name, pattern in SHAPES.items()
            for found in [pattern.findall(self.body)]
        }


@cache
def texts() -> dict[str, dict[str, Text]]:
    """By short name and language."""
    library: dict[str, dict[str, Text]] = {}
    for path in sorted((source.ROOT / "helpcenter" / "content").glob("*/*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        facts = yaml.load(front, yaml.BaseLoader)
        library.setdefault(path.parent.name, {})[path.stem] = Text(path.parent.name, path.stem, facts, body)
    return library


def english() -> list[Text]:
    """Each article in the language it was written in."""
    return [languages["en"] for languages in texts().values()]
