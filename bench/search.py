"""Search: complete words, mistyped words and whole questions, in nine languages, over the demo's articles."""

import itertools
import json
import time
from pathlib import Path

from django.core.management import call_command

from bench.figures import figure, quantile
from helpcenter import search

STORIES = json.loads(Path("support/demo/stories.json").read_text())
ROUNDS = 12


def measure() -> dict[str, dict[str, object]]:
    """p95 of a search as the help center asks for it: index, re-ranking, snippets."""
    call_command("load_articles", verbosity=0)
    queries = [(story["subject"], story["language"]) for story in STORIES]
    queries += [(story["subject"].split()[0], story["language"]) for story in STORIES]
    queries += [("depsoit missing", "en"), ("witdrawal hold", "en"), ("Auszalung", "de")]
    took = []
    for _round, (words, language) in itertools.product(range(ROUNDS), queries):
        took.append(_seconds(words, language))
    return {
        "search.p95_ms": figure(quantile(took[len(queries) :], 0.95) * 1000, "ms", len(took) - len(queries)),
        "search.p50_ms": figure(quantile(took[len(queries) :], 0.5) * 1000, "ms", len(took) - len(queries)),
    }


def _seconds(words: str, language: str) -> float:
    start = time.perf_counter()
    search.find(words, language, 10)
    return time.perf_counter() - start
