"""Search: complete words, mistyped words and whole questions, in nine languages, over 20,000 articles."""

import itertools
import json
import time
from pathlib import Path

from django.db import connection

from bench import library
from bench.figures import figure, quantile
from helpcenter import search

STORIES = json.loads(Path("support/demo/stories.json").read_text())
ROUNDS = 5


def measure() -> dict[str, dict[str, object]]:
    """Times of a search as the help center asks for it: own language, English, re-ranking, snippets."""
    library.fill()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return times()


def times() -> dict[str, dict[str, object]]:
    """The figures over whatever articles there are; the first round only warms up."""
    queries = [(story["subject"], story["language"]) for story in STORIES]
    queries += [(story["subject"].split()[0], story["language"]) for story in STORIES]
    queries += [("depsoit missing", "en"), ("witdrawal hold", "en"), ("Auszalung", "de")]
    took = [_seconds(*query) for _round, query in itertools.product(range(ROUNDS), queries)][len(queries) :]
    typed = [_typed(*query) for query in queries]
    wall, busy = [one for one, _ in took], [one for _, one in took]
    return {
        "search.p95_ms.20k_articles": _ms(wall, 0.95, "ms"),
        "search.p50_ms.20k_articles": _ms(wall, 0.5, "ms"),
        "search.cpu_p95_ms.20k_articles": _ms(busy, 0.95, "ms of CPU, PostgreSQL's not counted"),
        "search.suggest.p95_ms.20k_articles": _ms(typed, 0.95, "ms"),
    }


def _ms(took: list[float], share: float, unit: str) -> dict[str, object]:
    return figure(quantile(took, share) * 1000, unit, len(took))


def _seconds(words: str, language: str) -> tuple[float, float]:
    start, busy = time.perf_counter(), time.process_time()
    search.find(words, language, 10)
    return time.perf_counter() - start, time.process_time() - busy


def _typed(words: str, language: str) -> float:
    start = time.perf_counter()
    search.half_typed(words[: max(3, len(words) * 2 // 3)], language, 4)
    return time.perf_counter() - start
