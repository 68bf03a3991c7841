"""Shelves, facts and snippets as objects of JSON, there and back. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from helpcenter.exchange.decoding import can_be_kept
from helpcenter.exchange.manuscripts import LANGUAGES, SHORT_NAME, Figure, Quotable, Shelf

FACT = ("kind", "value", "unit", "words", "checked_at")


class Wrong(Exception):
    """What is wrong with an object, all of it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def shelf(where: str, said: Any) -> Shelf:
    """A shelf. Raises Wrong."""
    asked = {"slug": str, "names": dict, "descriptions": dict, "icon": str, "order": int, "parent": str}
    problems = _shape(said, asked, needed=("slug", "names"))
    if not problems:
        slug = said["slug"]
        if not SHORT_NAME.fullmatch(slug) or len(slug) > 60:
            problems.append(_("“%s” is no short name of a shelf") % slug[:80])
        if not 0 <= said.get("order", 0) <= 32_767 or len(said.get("icon", "")) > 40:
            problems.append(_("“order” must be from 0 to 32767, and “icon” at most 40 letters"))
        problems += _by_language("names", said["names"]) + _by_language(
            "descriptions", said.get("descriptions", {})
        )
    if problems:
        raise Wrong(problems)
    return Shelf(where, **said)


def shelf_told(one: Shelf) -> dict[str, Any]:
    """A shelf as it is written."""
    told = {"slug": one.slug, "parent": one.parent, "icon": one.icon, "order": one.order, "names": one.names}
    told["descriptions"] = one.descriptions
    return {name: value for name, value in told.items() if value != "" and value != {}}


def quotable(where: str, kind: str, said: Any) -> Quotable:
    """A fact or snippet. Raises Wrong; what a value may be is judged where it is taken in."""
    asked: dict[str, type]
    if kind == "fact":
        asked = {"name": str, "kind": str, "value": str, "unit": str, "words": dict, "checked_at": str}
    else:
        asked = {"name": str, "about": str, "texts": dict}
    needed = ("name", "kind") if kind == "fact" else ("name", "texts")
    if problems := _shape(said, asked, needed=needed):
        raise Wrong(problems)
    texts = "words" if kind == "fact" else "texts"
    if problems := _by_language(texts, said.get(texts, {})):
        raise Wrong(problems)
    return Quotable(where, kind, said["name"], {name: said[name] for name in said if name != "name"})


def quotable_told(one: Quotable) -> dict[str, Any]:
    """A fact or snippet as it is written."""
    return {"name": one.name, **one.said}


def about_picture(said: Any) -> tuple[str, str]:
    """Of a row in the list of pictures its name and what it is for. Raises Wrong."""
    asked: dict[str, type] = {"name": str, "about": str, "width": int, "height": int}
    problems = _shape(said, asked, needed=("name",))
    if not problems and len(said.get("about", "")) > 200:
        problems.append(_("“about” has at most 200 letters"))
    if problems:
        raise Wrong(problems)
    return said["name"], said.get("about", "")


def picture_told(one: Figure) -> dict[str, Any]:
    """A picture as its row in the list is written."""
    return {"name": one.name, "about": one.about, "width": one.width, "height": one.height}


def _shape(said: Any, asked: Mapping[str, type], *, needed: tuple[str, ...]) -> list[str]:
    if not isinstance(said, dict):
        return [_("it is no object with names and values")]
    words = {str: _("text"), dict: _("an object, by language"), int: _("a whole number")}
    problems = [_("“%s” is missing") % name for name in needed if name not in said]
    for name, value in said.items():
        kind = asked.get(name)
        if kind is None:
            told = {"name": str(name)[:80], "known": ", ".join(asked)}
            problems.append(_("“%(name)s” is no field; the fields are %(known)s") % told)
        elif type(value) is not kind:
            problems.append(_("“%(name)s” must be %(kind)s") % {"name": name, "kind": words[kind]})
        elif isinstance(value, str) and not can_be_kept(value):
            problems.append(_("“%s” holds a sign that cannot be kept: a NUL, or half of a letter") % name)
    return problems


def _by_language(name: str, texts: Mapping[str, Any]) -> list[str]:
    problems = [
        _("the language “%(language)s” is none of %(known)s")
        % {"language": str(code)[:80], "known": ", ".join(LANGUAGES)}
        for code in texts
        if code not in LANGUAGES
    ]
    if not all(isinstance(text, str) and can_be_kept(text) for text in texts.values()):
        problems.append(_("“%s” must have one text for each language") % name)
    return problems
