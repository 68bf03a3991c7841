"""How each value of a text is written in front matter and in a line of JSON, and read from either. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from helpcenter.exchange.manuscripts import Manuscript

USUAL = {one.name: one.default for one in fields(Manuscript)}
# What front matter says, in this order; the folder and the file's name say short name and language.
SAID = (
    *("title", "summary", "address", "category", "kind", "audience", "signed_in", "tiers", "roles", "order"),
    *("outline", "source", "notice", "former", "checked", "status", "written_in", "owner", "review_by"),
    "machine",
)
MOST_ORDER = 32_767  # what the column holds
TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def told(one: Manuscript) -> dict[str, Any]:
    """What is to be written of a text, in order; what is as usual is left out."""
    values = {name: getattr(one, name) for name in SAID}
    return {name: _plain(value) for name, value in values.items() if value != USUAL[name]}


def heard(said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values a text is made of, and by name what is wrong with the others."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in said.items():
        try:
            values[name] = READ.get(name, _words)(value)
        except ValueError as error:
            wrong[name] = f"“{name}”: {error}"
    return values, wrong


def unknown(said: Mapping[str, Any]) -> dict[str, str]:
    """Names we do not know: a misspelt `audience` must not put an internal text before everybody."""
    known = ", ".join(SAID)
    return {
        name: _("“%(name)s” is no field; the fields are %(known)s") % {"name": name[:80], "known": known}
        for name in said
        if name not in SAID
    }


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return list(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)  # and not the member of a list of choices
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(_("it must be text"))
    return value


def _several(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(_("it must be a list of short names, as [one, two]"))
    return tuple(value)


def _number(value: Any) -> int:
    digits = str(value)
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,5}", digits) or int(digits) > MOST_ORDER:
        raise ValueError(_("it must be a whole number from 0 to 32767"))
    return int(digits)


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in TRUTH:
        raise ValueError(_("it must be true or false"))
    return TRUTH[str(value).lower()]


def _day(value: Any) -> date | None:
    if value == "":
        return None
    try:
        return date.fromisoformat(_words(value))
    except ValueError as error:
        raise ValueError(_("it must be a day, as 2026-11-20")) from error


READ: dict[str, Callable[[Any], Any]] = {
    "tiers": _several,
    "roles": _several,
    "former": _several,
    "order": _number,
    "signed_in": _truth,
    "checked": _day,
    "review_by": _day,
    "machine": _truth,
}
