"""Judged questions: read from a folder, asked of the search as it is, and how good its answers are.

A set is a folder with `docs.jsonl {id, lang, title, body}`, `queries.jsonl {id, lang, text[, text_typo]}` and
`qrels.jsonl {q, d, rel}`, one JSON object a line. The live index is untouched.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from haystack import connections

from support.search import indexing
from support.search.conditions import CONTENT
from support.search.models import Document
from support.search.quality import ndcg, reciprocal_rank
from support.search.query import Asked, SearchNode

FILES = {
    "docs": {"id", "lang", "title", "body"},
    "queries": {"id", "lang", "text"},
    "qrels": {"q", "d", "rel"},
}
WAYS = {"clean": "text", "typo": "text_typo"}
CODES = {"zh": "zh-hans"}  # a set's name of a language → ours
DEPTH = 10
Row = dict[str, Any]
Find = Callable[[str, str], list[str]]  # what is asked, the set's language → ids of documents, best first


class BadSet(ValueError):
    """A folder that cannot be asked; the message names the place and what is wrong there."""


@dataclass(frozen=True)
class Judged:
    """One set: what can be found, what is asked, and what is right."""

    name: str
    language: str  # of its documents, as the set calls it
    docs: list[Row]
    queries: list[Row]
    right: dict[str, dict[str, int]]  # question → document → how right it is


@dataclass(frozen=True)
class Quality:
    """How one set was answered, one way of typing; means over its questions, 0 to 1."""

    ndcg10: float
    mrr10: float
    empty: float  # share of questions with no result
    questions: int


def sets(folder: Path) -> list[Judged]:
    """The sets in a folder, by name, or the one it is itself. Raises BadSet."""
    if not folder.is_dir():
        raise BadSet(f"{folder}: there is no such folder")
    found = (
        [folder] if (folder / "queries.jsonl").exists() else sorted(p for p in folder.iterdir() if p.is_dir())
    )
    if not found:
        raise BadSet(f"{folder}: there is no set in it (a folder with docs, queries and qrels.jsonl)")
    return [_set(one) for one in found]


def ask(judged: Judged) -> dict[str, Quality]:
    """Index a set for a moment and ask its questions, clean and, where there are any, mistyped."""
    with indexed(judged.docs):
        return answered(judged, by_words)


@contextmanager
def indexed(docs: Iterable[Row]) -> Iterator[None]:
    """A moment in which these documents are all there is to find."""
    with transaction.atomic():
        indexing.clear()
        indexing.write(_document(one) for one in docs)
        with connection.cursor() as cursor:  # as autovacuum does for an index that stays
            cursor.execute("ANALYZE search_document, search_term")
        yield
        transaction.set_rollback(True)


def answered(judged: Judged, find: Find) -> dict[str, Quality]:
    """How good one way to find answers a set, clean and, where there are any, mistyped questions."""
    typed = {way: name for way, name in WAYS.items() if all(name in one for one in judged.queries)}
    return {way: _quality(judged, name, find) for way, name in typed.items()}


def by_words(said: str, language: str, depth: int = DEPTH) -> list[str]:
    """The ids of documents of a language, as a set calls it, that words find, best first."""
    asked = Asked(SearchNode([("language", code(language)), (CONTENT, said)]))
    backend = connections["default"].get_backend()
    return [one.pk for one in backend.search(asked, end_offset=depth)["results"]]


def _set(folder: Path) -> Judged:
    rows = {name: _rows(folder / f"{name}.jsonl", keys) for name, keys in FILES.items()}
    asked = {one["id"] for one in rows["queries"]}
    known = {one["id"] for one in rows["docs"]}
    right: dict[str, dict[str, int]] = defaultdict(dict)
    for one in rows["qrels"]:
        if one["q"] not in asked or one["d"] not in known:
            raise BadSet(
                f"{folder / 'qrels.jsonl'}: {one['q']} or {one['d']} is in neither of the other files"
            )
        right[one["q"]][one["d"]] = int(one["rel"])
    judged = [one for one in rows["queries"] if any(right[one["id"]].values())]
    if not judged:
        raise BadSet(f"{folder}: nothing is judged to be right")
    return Judged(folder.name, judged[0]["lang"], rows["docs"], judged, right)


def _rows(path: Path, keys: set[str]) -> list[Row]:
    return list(_checked(path, keys))


def _checked(path: Path, keys: set[str]) -> Iterator[Row]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSet(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadSet(f"{path}, line {number}: {error}") from error
        if not isinstance(row, dict) or (missing := keys - set(row)):
            lacks = ", ".join(sorted(missing)) if isinstance(row, dict) else "an object"
            raise BadSet(f"{path}, line {number}: it lacks {lacks}")
        yield row


def code(lang: str) -> str:
    """Our code of a language as a set names it."""
    return CODES.get(lang, lang)


def named(language: str) -> str:
    """What a set calls a language of ours."""
    return next((lang for lang, ours in CODES.items() if ours == language), language)


def _document(row: Row) -> Document:
    said = {"language": code(row["lang"]), "title": row["title"], "body": row["body"]}
    return Document(key=row["id"], model="quality.row", object_id=row["id"], **said)


def _quality(judged: Judged, name: str, find: Find) -> Quality:
    gained = first = empty = 0.0
    for query in judged.queries:
        found = find(query[name], judged.language)
        gained += ndcg(found, judged.right[query["id"]])
        first += reciprocal_rank(found, judged.right[query["id"]])
        empty += not found
    many = len(judged.queries)
    return Quality(gained / many, first / many, empty / many, many)
