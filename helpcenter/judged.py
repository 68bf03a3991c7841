"""Judged searches as a set that `make eval-search SETS=folder` measures: one folder a language."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpcenter.models import Judgement, Translation
from helpcenter.search_indexes import TranslationIndex
from support.search import evaluation

Row = dict[str, Any]


def export(folder: Path) -> dict[str, int]:
    """Write a set a language that has something judged to be right; the questions in each. Raises OSError.

    The documents are all texts of the language that everybody may read, as the index has them.
    """
    said: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for one in Judgement.objects.select_related("article").order_by("language", "words", "article__slug"):
        said[one.language][one.words][one.article.slug] = int(one.is_right)
    counts = {}
    for code, questions in said.items():
        docs = [_document(row) for row in _texts(code)]
        known = {doc["id"] for doc in docs}
        asked = {
            words: {f"{slug}.{code}": rel for slug, rel in right.items() if f"{slug}.{code}" in known}
            for words, right in questions.items()
        }
        judged = {words: right for words, right in asked.items() if any(right.values())}
        if judged:
            _write(folder / f"house_{evaluation.named(code)}", evaluation.named(code), docs, judged)
            counts[code] = len(judged)
    return counts


def _texts(code: str) -> Iterable[Translation]:
    return Translation.objects.visible_to(None).filter(language=code).select_related("article").order_by("pk")


def _document(row: Translation) -> Row:
    body = TranslationIndex().prepare_text(row)
    lang = evaluation.named(row.language)
    return {"id": f"{row.article.slug}.{row.language}", "lang": lang, "title": row.title, "body": body}


def _write(folder: Path, lang: str, docs: list[Row], judged: dict[str, dict[str, int]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    numbered = {f"{lang}-q{number}": words for number, words in enumerate(sorted(judged), 1)}
    queries = [{"id": key, "lang": lang, "text": words} for key, words in numbered.items()]
    qrels = [
        {"q": key, "d": doc, "rel": rel}
        for key, words in numbered.items()
        for doc, rel in judged[words].items()
    ]
    for name, rows in (("docs", docs), ("queries", queries), ("qrels", qrels)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")
