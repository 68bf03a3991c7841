"""JSON lines: a shelf, a fact, a snippet or a text in one language a line. Pure.

Our own lines have `slug` and `language` beside the fields of front matter and are the same there and back.
Lines from elsewhere have `source, key, language, category, title, body_markdown`: the same key is one article
and its translations, its English line names the shelf's address, every line its name in that language.
"""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from helpcenter.exchange import fields, folders, objects
from helpcenter.exchange.decoding import Unreadable, is_wide, text_of
from helpcenter.exchange.manuscripts import MOST_TEXTS, Delivery, Manuscript, Quotable, Shelf

CODES = {"zh": "zh-hans", "zh-cn": "zh-hans", "pt-br": "pt"}  # what others call our languages
FOREIGN = ("key", "language", "title")
OBJECTS = ("shelf", "fact", "snippet")
Placed = tuple[str, dict[str, Any]]


def read(name: str, raw: bytes, *, kind: str = "faq") -> Delivery:
    """What a file brings, and every problem with its line. `kind` is that of texts which do not say it."""
    found = Delivery()
    foreign: list[Placed] = []
    if is_wide(raw):
        found.problems.append(f"{name}: " + _("It is written in UTF-16. Save it as UTF-8."))
        return found
    for number, line in enumerate(io.BytesIO(raw), 1):
        if line.isspace():
            continue
        if found.is_too_much or len(foreign) > MOST_TEXTS:
            break
        where = _("%(file)s, line %(line)d") % {"file": name, "line": number}
        try:
            row = _row(line.removesuffix(b"\n"))
        except Unreadable as why:
            found.problems.append(f"{where}: {why.words}")
            continue
        if row is None:
            continue
        if len(row) == 1 and (what := next(iter(row))) in OBJECTS:
            folders.add(what, where, row[what], found)
        elif "slug" in row:
            _own(where, row, found)
        elif problems := _foreign_problems(row):
            found.problems += [f"{where}: {what}" for what in problems]
        else:
            foreign.append((where, row))
    shelves = _shelves(foreign)
    found.manuscripts += [_foreign(where, row, kind, shelves[row["key"]]) for where, row in foreign]
    if not (found.manuscripts or found.shelves or found.quotables or found.problems):
        found.problems.append(f"{name}: " + _("There is no line in this file."))
    return found


def write(
    shelves: Iterable[Shelf], quotables: Iterable[Quotable], texts: Iterable[Manuscript]
) -> Iterator[bytes]:
    """The lines of a file in order, which `read` reads as they were."""
    rows: list[dict[str, Any]] = [{"shelf": objects.shelf_told(one)} for one in shelves]
    rows += [{one.kind: objects.quotable_told(one)} for one in quotables]
    for row in rows:
        yield _line(row)
    for one in texts:
        yield _line({"slug": one.slug, "language": one.language, **fields.told(one), "body": one.body})


def _line(row: dict[str, Any]) -> bytes:
    return f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def _row(line: bytes) -> dict[str, Any] | None:
    if not line.strip():
        return None
    try:
        row = json.loads(text_of(line))
    except RecursionError as error:
        raise Unreadable(_("It is nested too deeply.")) from error
    except ValueError as error:
        raise Unreadable(_("It is not JSON (%s).") % error) from error
    if not isinstance(row, dict):
        raise Unreadable(_("It is not a JSON object."))
    return row


def _own(where: str, row: dict[str, Any], found: Delivery) -> None:
    beside = {name: row.pop(name, "") for name in ("slug", "language", "body")}
    wrong = fields.unknown(row)
    values, unfit = fields.heard({name: value for name, value in row.items() if name not in wrong})
    problems = [*wrong.values(), *unfit.values()]
    problems += [
        _("“%s” must be text") % name for name, value in beside.items() if not isinstance(value, str)
    ]
    found.problems += [f"{where}: {what}" for what in problems]
    texts = {name: str(value) for name, value in beside.items()}
    usual = {"title": "", "category": "", "said": frozenset(values)}
    found.manuscripts.append(Manuscript(where=where, **(usual | values | texts)))


def _foreign_problems(row: dict[str, Any]) -> list[str]:
    missing = [name for name in FOREIGN if name not in row]
    if "body_markdown" not in row and "body" not in row:
        missing.append("body_markdown")
    problems = [_("“%s” is missing") % name for name in missing]
    return problems + [
        _("“%s” must be text") % name for name, value in row.items() if not isinstance(value, str)
    ]


def _shelves(rows: Iterable[Placed]) -> dict[str, str]:
    """The shelf of each key: named by its English line, or else by its first one."""
    shelves: dict[str, str] = {}
    for _where, row in rows:
        name = slugify(f"{row.get('source', '')} {row.get('category', '')}".replace(".", "-"))
        if row["key"] not in shelves or row["language"] == "en":
            shelves[row["key"]] = name[:60] or "imported"
    return shelves


def _foreign(where: str, row: dict[str, str], kind: str, shelf: str) -> Manuscript:
    code, source = row["language"].lower(), row.get("source", "")
    return Manuscript(
        where=where,
        slug=slugify(f"{source} {row['key']}".replace(".", "-").replace("/", "-"))[:120],
        language=CODES.get(code, code),
        title=row["title"].strip(),
        summary=row.get("summary", "").strip(),
        body=row.get("body_markdown", row.get("body", "")),
        category=shelf,
        category_name=row.get("category", ""),
        kind=row.get("kind", kind),
        source=f"{source} {row['key']}".strip()[:200],
        notice=row.get("notice", ""),
    )
