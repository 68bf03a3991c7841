"""The folder: categories.json, quoted.json, NOTICE, `<short name>/<language>.md`, `media/`. Pure.

A directory and a zip are both read as this, names and bytes: neither knows what the other does not.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from helpcenter.exchange import fields, front, objects
from helpcenter.exchange.decoding import Unreadable, text_of
from helpcenter.exchange.manuscripts import Delivery, Figure, Manuscript, Quotable, Shelf

SHELVES, QUOTED = "categories.json", "quoted.json"
MEDIA, PICTURES = "media", "media/pictures.json"
NOTICES = ("NOTICE", "NOTICE.txt", "NOTICE.md", "LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")


def read(files: Mapping[str, bytes]) -> Delivery:
    """What a folder brings: every file that is ours, in order of name, and every problem with its place."""
    found = Delivery()
    for name, raw in sorted(_inside(files).items(), key=_in_order):
        path = PurePosixPath(name)
        try:
            if name in (SHELVES, QUOTED, PICTURES):
                _objects(name, text_of(raw), found)
            elif name in NOTICES:
                found.notice = found.notice or text_of(raw).strip()
            elif len(path.parts) == 2 and path.suffix == ".md":
                _text(name, path, text_of(raw), found)
            elif len(path.parts) == 2 and path.parts[0] == MEDIA:
                _figure(name, path.stem, raw, found)
            else:
                found.left_out.append(name)
        except Unreadable as why:
            found.problems.append(f"{_place(name, why.line)}: {why.words}")
    if not (found.rows or found.problems):
        found.problems.append(_("There is no text in it: texts are files as “lost-phone/en.md”."))
    return found


def write(
    shelves: Iterable[Shelf], quotables: Iterable[Quotable], texts: Iterable[Manuscript]
) -> Iterator[tuple[str, bytes]]:
    """The files of a folder in order, which `read` reads as they were."""
    yield SHELVES, _json([objects.shelf_told(one) for one in shelves])
    kinds = {"fact": "facts", "snippet": "snippets"}
    grouped = {kind: [objects.quotable_told(one) for one in rows] for kind, rows in groupby(quotables, _kind)}
    yield QUOTED, _json({many: grouped.get(one, []) for one, many in kinds.items()})
    for one in texts:
        yield f"{one.slug}/{one.language}.md", front.write(fields.told(one), one.body).encode()


def write_pictures(figures: Iterable[Figure]) -> Iterator[tuple[str, bytes]]:
    """The files of pictures, then the list of them; nothing where there are none."""
    told = []
    for one in figures:
        yield one.where, one.raw
        told.append(objects.picture_told(one))
    if told:
        yield PICTURES, _json(told)


def _kind(one: Quotable) -> str:
    return one.kind


def _json(said: Any) -> bytes:
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def _in_order(file: tuple[str, bytes]) -> tuple[bool, str]:
    """By name, and the list of pictures after the pictures."""
    return file[0] == PICTURES, file[0]


def _inside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without what a Mac adds, and without the one folder that everything was put into."""
    ours = {
        name: raw
        for name, raw in files.items()
        if not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
    }
    tops = {PurePosixPath(name).parts[0] for name in ours}
    if len(tops) == 1 and any(len(PurePosixPath(name).parts) == 3 for name in ours):
        return {"/".join(PurePosixPath(name).parts[1:]): raw for name, raw in ours.items()}
    return ours


def _place(name: str, line: int) -> str:
    return _("%(file)s, line %(line)d") % {"file": name, "line": line} if line else name


def _text(name: str, path: PurePosixPath, text: str, found: Delivery) -> None:
    page = front.read(text)
    wrong = fields.unknown(page.facts)
    values, unfit = fields.heard({key: value for key, value in page.facts.items() if key not in wrong})
    for key, what in (wrong | unfit).items():
        found.problems.append(f"{_place(name, page.lines[key])}: {what}")
    values = {"title": "", "category": "", "said": frozenset(values)} | values
    found.manuscripts.append(
        Manuscript(
            where=name, slug=path.parts[0], language=path.stem, body=page.body, lines=page.lines, **values
        )
    )


def _objects(name: str, text: str, found: Delivery) -> None:
    try:
        said = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise Unreadable(_("It is not JSON (%s).") % error, line) from error
    except RecursionError as error:
        raise Unreadable(_("It is nested too deeply.")) from error
    rows: list[tuple[str, Any]] = []
    if name in (SHELVES, PICTURES) and isinstance(said, list):
        rows = [("shelf" if name == SHELVES else "picture", one) for one in said]
    elif name == QUOTED and isinstance(said, dict) and all(isinstance(one, list) for one in said.values()):
        rows = [(kind, one) for kind in ("fact", "snippet") for one in said.get(f"{kind}s", [])]
    else:
        raise Unreadable(_("It must be a list of objects."))
    for number, (kind, one) in enumerate(rows, 1):
        if found.is_too_much:
            return
        add(kind, f"{name}, {number}", one, found)


def _figure(name: str, called: str, raw: bytes, found: Delivery) -> None:
    if any(one.name == called for one in found.figures):
        raise Unreadable(_("“%s” stands here twice.") % called)
    found.figures.append(Figure(name, called, raw))


def _about(said: Any, found: Delivery) -> None:
    """What the list says of a picture; its file was read before (`_in_order`)."""
    name, about = objects.about_picture(said)
    at = next((at for at, one in enumerate(found.figures) if one.name == name), None)
    if at is None:
        raise objects.Wrong([_("there is no picture “%s” beside this list") % name[:80]])
    found.figures[at] = replace(found.figures[at], about=about)


def add(kind: str, where: str, said: Any, found: Delivery) -> None:
    """A shelf, fact or snippet, or what is said of a picture; or what is wrong with it."""
    try:
        if kind == "picture":
            _about(said, found)
        elif kind == "shelf":
            found.shelves.append(objects.shelf(where, said))
        else:
            found.quotables.append(objects.quotable(where, kind, said))
    except objects.Wrong as why:
        found.problems += [f"{where}: {what}" for what in why.problems]
