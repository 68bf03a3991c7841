"""What comes in and goes out as plain values: shelves, facts, snippets, texts, and what is wrong with one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from helpcenter.exchange.decoding import can_be_kept
from helpcenter.markup import LONGEST
from helpcenter.models import Article, Translation
from support.people.models import User

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
CHOICES: dict[str, list[str]] = {
    "kind": Article.Kind.values,
    "audience": Article.Audience.values,
    "status": Translation.Status.values,
    "written_in": list(LANGUAGES),
}
ROLES = (User.Role.AGENT, User.Role.SUPERVISOR, User.Role.ADMIN)
MOST_LETTERS: dict[str, int] = {
    "title": 200,
    "slug": 120,
    "address": 120,
    "category": 60,
    "outline": 20,
    "source": 200,
    "owner": 254,
    "summary": 2000,  # so that the longest notice stands beside it in front matter
}
MOST_LETTERS |= {"body": LONGEST, "notice": 10_000}  # the longest licences are named, not quoted
MOST_PROBLEMS = 1000
MOST_TEXTS = 20_000  # with shelves, facts and snippets
SHORT_NAME = re.compile(r"[-a-zA-Z0-9_]+")


@dataclass(frozen=True)
class Manuscript:
    """One text in one language, and what is known of its article."""

    where: str  # "faq.jsonl, line 12" or "memo/en.md"
    slug: str
    language: str
    title: str
    body: str
    category: str  # short name of its shelf
    summary: str = ""
    address: str = ""  # its short name in this language, where it has one
    category_name: str = ""  # in the text's language; a shelf that is missing is put up with it
    kind: str = Article.Kind.EXPLAINER
    audience: str = Article.Audience.EVERYONE
    signed_in: bool = False
    tiers: tuple[str, ...] = ()  # short names
    roles: tuple[str, ...] = ()
    order: int = 100
    outline: str = ""
    source: str = ""
    notice: str = ""  # of the licence it came under
    former: tuple[str, ...] = ()  # short names it had before
    checked: date | None = None
    written_in: str = "en"  # the article's first language; its other texts are translations
    owner: str = ""  # e-mail address of who looks after the article
    review_by: date | None = None
    machine: bool = False  # nobody but a machine chose these words
    status: str = Translation.Status.PUBLISHED  # a draft is taken in and stays on the editors' table
    said: frozenset[str] = field(default=frozenset(), compare=False)  # names of values its file gives
    lines: Mapping[str, int] = field(
        default_factory=dict, compare=False
    )  # where each value stands in its file

    def at(self, name: str) -> str:
        """The place of one value."""
        line = self.lines.get(name)
        return _("%(file)s, line %(line)d") % {"file": self.where, "line": line} if line else self.where

    def problems(self) -> list[str]:
        """Everything that keeps this from being taken in, each as "where: what"."""
        return [f"{self.at(name)}: {what}" for name, what in _wrong(self)]


@dataclass(frozen=True)
class Shelf:
    """A shelf as a file says it."""

    where: str
    slug: str
    names: dict[str, str]
    descriptions: dict[str, str] = field(default_factory=dict)
    icon: str = "file"
    order: int = 0
    parent: str = ""


@dataclass(frozen=True)
class Quotable:
    """A fact or snippet as a file says it: `said` is what `wording.state` or `wording.reword` takes."""

    where: str
    kind: str  # "fact" or "snippet"
    name: str
    said: dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A picture on its way, as the bytes of its file: `where` is the file's name, sizes are in pixels."""

    where: str  # "media/memo-field.png"
    name: str
    raw: bytes = field(repr=False)
    about: str = ""  # what it is for, in the editors' list
    width: int = 0  # told to others, and not believed
    height: int = 0


@dataclass
class Delivery:
    """Everything a file or folder brings, and what is wrong with it."""

    shelves: list[Shelf] = field(default_factory=list)
    quotables: list[Quotable] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    manuscripts: list[Manuscript] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # files that are none of ours
    notice: str = ""  # of a licence that lay beside the texts

    @property
    def is_too_much(self) -> bool:
        """Whether nobody need read on: more problems than anybody mends, or more than is taken at once."""
        return len(self.problems) > MOST_PROBLEMS or self.rows > MOST_TEXTS

    @property
    def rows(self) -> int:
        """Texts, shelves, facts, snippets and pictures."""
        return len(self.manuscripts) + len(self.shelves) + len(self.quotables) + len(self.figures)

    def judged(self) -> "Delivery":
        """With every problem of every text, and those of two texts together; originals before others."""
        texts = sorted(self.manuscripts, key=lambda one: (one.slug, one.language != one.written_in))
        texts = [replace(one, notice=one.notice or self.notice) for one in texts]
        found = [problem for one in texts for problem in one.problems()]
        return replace(self, manuscripts=texts, problems=[*self.problems, *found, *_doubles(texts)])


def _wrong(one: Manuscript) -> Iterator[tuple[str, str]]:
    """(name of the value, what is wrong with it)."""
    if one.language not in LANGUAGES:
        told = {"language": one.language, "known": ", ".join(LANGUAGES)}
        yield "language", _("the language “%(language)s” is none of %(known)s") % told
    for name in ("slug", "category", "address"):
        said = getattr(one, name)
        if not said and name != "address":
            yield name, _("“%s” is missing") % name
        elif said and not SHORT_NAME.fullmatch(said):
            yield (
                name,
                _("“%(name)s” has only letters without accents, digits, - and _; this is “%(said)s”")
                % {
                    "name": name,
                    "said": said[:80],
                },
            )
    if not one.title.strip():
        yield "title", _("“%s” is missing") % "title"
    if not one.body.strip():
        yield "body", _("there is no text")
    for name, most in MOST_LETTERS.items():
        if (letters := len(getattr(one, name))) > most:
            counted = {"name": name, "letters": letters, "most": most}
            yield (
                name,
                _("“%(name)s” has %(letters)d letters; at most %(most)d are taken. Shorten or part it")
                % counted,
            )
    for name, choices in (CHOICES | {"roles": list(ROLES)}).items():
        said = getattr(one, name)
        for word in said if isinstance(said, tuple) else (said,):
            if word not in choices:
                words = _("“%(name)s” is “%(said)s”; it must be one of %(known)s")
                yield name, words % {"name": name, "said": word[:80], "known": ", ".join(choices)}
    for name in ("title", "summary", "body", "notice", "source", "outline", "owner", "category_name"):
        if not can_be_kept(getattr(one, name)):
            yield name, _("“%s” holds a sign that cannot be kept: a NUL, or half of a letter") % name


def _doubles(texts: Iterable[Manuscript]) -> Iterator[str]:
    """Texts that are there twice, and short names in the same language or of two articles."""
    seen: dict[tuple[str, str], Manuscript] = {}
    names: dict[str, Manuscript] = {}
    for one in texts:
        first = seen.setdefault((one.slug, one.language), one)
        if first is not one:
            told = {"slug": one.slug, "language": one.language, "other": first.where}
            yield f"{one.where}: " + _("“%(slug)s” in %(language)s is in %(other)s already") % told
        for name in {one.slug, one.address, *one.former} - {""}:
            other = names.setdefault(name, one)
            if other.slug != one.slug:
                told = {"name": name, "other": other.where}
                yield (
                    f"{one.where}: "
                    + _("“%(name)s” is the short name of another article, in %(other)s") % told
                )
