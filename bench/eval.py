"""How good the answers of the search are: `make eval-search`, with SETS=folder, with MEANING=1."""

import os
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from bench import meaning
from bench.figures import figure
from support.search import evaluation
from support.search.evaluation import Quality

SETS = "../shared/eval/search"  # beside this repository; data for evaluation, not ours to ship
NINE = {"en", "es", "fr", "de", "it", "pt", "ru", "tr", "zh"}


def measure() -> dict[str, dict[str, object]]:
    """nDCG@10 by language, clean and with a typing error, and how often nothing was found."""
    try:
        judged = evaluation.sets(Path(os.environ.get("SETS") or SETS))
    except evaluation.BadSet as error:
        sys.exit(f"nothing was measured: {error}")
    if os.environ.get("MEANING"):
        return meaning.measure(judged)
    answers: dict[str, dict[str, list[Quality]]] = defaultdict(lambda: defaultdict(list))
    print(f"{'set':16} {'typed':6} {'nDCG@10':>8} {'MRR@10':>8} {'empty':>8} {'n':>6}")
    for one in judged:
        for way, found in evaluation.ask(one).items():
            answers[way][one.language].append(found)
            print(
                f"{one.name:16} {way:6} {found.ndcg10:8.4f} {found.mrr10:8.4f} {found.empty:8.4f}"
                f" {found.questions:6}",
                flush=True,
            )
    figures: dict[str, dict[str, object]] = {}
    for way, languages in answers.items():
        figures |= _figures(way, languages)
    return figures


def _figures(way: str, languages: dict[str, list[Quality]]) -> dict[str, dict[str, object]]:
    """By language, of several sets in one their mean; over all it is mean9 when all nine are there."""
    means = {language: fmean(one.ndcg10 for one in found) for language, found in languages.items()}
    questions = sum(one.questions for found in languages.values() for one in found)
    name = "mean9" if set(means) == NINE else f"mean{len(means)}"
    figures = {
        f"search.ndcg10.{way}.{language}": figure(
            mean, "nDCG@10", sum(q.questions for q in languages[language])
        )
        for language, mean in means.items()
    }
    figures[f"search.ndcg10.{way}.{name}"] = figure(fmean(means.values()), "nDCG@10", questions)
    nothing = sum(one.empty * one.questions for found in languages.values() for one in found) / questions
    return figures | {f"search.zero_results.{way}": figure(nothing, "share of questions", questions)}
