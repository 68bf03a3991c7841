"""The documents nearest to a question by what they mean."""

from dataclasses import dataclass

from django.db import connection, transaction
from haystack.backends import SearchNode
from pgvector.django import CosineDistance

from support.search.conditions import Reader
from support.search.meaning import asking, model
from support.search.meaning.model import Unavailable
from support.search.meaning.rows import Passage
from support.search.models import Document
from support.search.understanding import Understood

PASSAGES = 4  # looked at for each document wanted: the nearest are often of the same few


@dataclass(frozen=True)
class Near:
    """A document and how near its nearest passage is: the cosine, 1 for the same."""

    document: int
    object_id: str
    similarity: float


def nearest(question: str, where: SearchNode, limit: int, many: frozenset[str] = frozenset()) -> list[Near]:
    """At most `limit` documents, nearest first, among those that meet a condition in Haystack's words (`SQ`).

    `many` are the condition's fields that hold several values. Raises Unavailable, or what the database says.
    """
    wanted = asking.vector(question)
    reading = model.chosen()
    no_words = Reader("", lambda _said: Understood("", ()), many=many)
    inside = Document.objects.filter(no_words.condition(where))
    rows = Passage.objects.filter(model=reading.name, document__in=inside.values("key"))
    rows = rows.annotate(away=CosineDistance("vector", wanted)).order_by("away")
    with transaction.atomic(), connection.cursor() as cursor:
        # The index goes on until enough passages meet the condition.
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        found = list(rows.values_list("document__pk", "document__object_id", "away")[: limit * PASSAGES])
    if not found and not Passage.objects.filter(model=reading.name).exists():
        raise Unavailable("nothing was read yet: manage.py embed_articles")
    floor = reading.floor(wanted)
    best: dict[int, Near] = {}
    for pk, object_id, away in sorted(found, key=lambda row: row[2]):
        if 1 - away >= floor:
            best.setdefault(pk, Near(pk, object_id, 1 - away))
    return list(best.values())[:limit]
