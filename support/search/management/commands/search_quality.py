"""Measure the search against judged questions; the live index is untouched."""

import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from haystack import connections

from support.search import indexing
from support.search.conditions import CONTENT
from support.search.models import Document
from support.search.quality import ndcg, reciprocal_rank
from support.search.query import Asked, SearchNode

CODES = {"zh": "zh-hans"}
DEPTH = 10


class Command(BaseCommand):
    """`search_quality FOLDER…`: each with docs.jsonl, queries.jsonl and qrels.jsonl."""

    help = "Print nDCG@10, MRR@10, empty answers and times for folders of judged questions."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folders, and whether to take half of the questions only."""
        parser.add_argument("folders", nargs="+", type=Path)
        parser.add_argument("--half", choices=["even", "odd"], help="by the sum of the id's letters")

    def handle(self, folders: list[Path], half: str | None = None, **options: Any) -> None:
        """One line a folder and field, and the means."""
        means: dict[str, list[float]] = defaultdict(list)
        for folder in folders:
            for field, figures in self._measure(folder, half).items():
                means[field].append(figures["nDCG@10"])
                words = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
                self.stdout.write(f"{folder.name:12} {field:10} {words}")
        for field, values in means.items():
            self.stdout.write(f"mean         {field:10} nDCG@10 {sum(values) / len(values):.4f}")

    def _measure(self, folder: Path, half: str | None) -> dict[str, dict[str, float]]:
        docs, queries, qrels = (_rows(folder / f"{name}.jsonl") for name in ("docs", "queries", "qrels"))
        right: dict[str, dict[str, int]] = defaultdict(dict)
        for one in qrels:
            right[one["q"]][one["d"]] = one["rel"]
        if half:
            queries = [one for one in queries if sum(map(ord, one["id"])) % 2 == (half == "odd")]
        with transaction.atomic():
            indexing.clear()
            indexing.write(_document(one) for one in docs)
            with connection.cursor() as cursor:  # as autovacuum does for an index that stays
                cursor.execute("ANALYZE search_document, search_term")
            fields = [name for name in ("text", "text_typo") if name in queries[0]]
            figures: dict[str, dict[str, float]] = {field: _ask(queries, field, right) for field in fields}
            transaction.set_rollback(True)
        return figures


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error


def _document(row: dict[str, Any]) -> Document:
    code = CODES.get(row["lang"], row["lang"])
    return Document(
        key=row["id"],
        model="quality.row",
        object_id=row["id"],
        language=code,
        title=row["title"],
        body=row["body"],
    )


def _ask(queries: list[dict[str, Any]], field: str, right: dict[str, dict[str, int]]) -> dict[str, float]:
    backend = connections["default"].get_backend()
    sums: dict[str, float] = defaultdict(float)
    times = []
    for query in queries:
        code = CODES.get(query["lang"], query["lang"])
        asked = Asked(SearchNode([("language", code), (CONTENT, query[field])]))
        began = time.perf_counter()
        answer = backend.search(asked, end_offset=DEPTH)
        times.append((time.perf_counter() - began) * 1000)
        found = [one.pk for one in answer["results"]]
        sums["nDCG@10"] += ndcg(found, right[query["id"]])
        sums["MRR@10"] += reciprocal_rank(found, right[query["id"]])
        sums["empty"] += not found
    figures = {name: value / len(queries) for name, value in sums.items()}
    times.sort()
    return figures | {"p50 ms": times[len(times) // 2], "p95 ms": times[int(len(times) * 0.95)]}
