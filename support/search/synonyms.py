"""Words that mean the same to a reader: txid and hash, 2FA and authenticator, Auszahlung and withdrawal.

Each is a row (`models.Concept`) that editors change in the admin, `{"en": ["transaction id", "hash"], "de":
["Transaktions-ID"], …}`; a search reads which version of them is current, so a change holds at once in every
process. A new house, which has no rows yet, begins with the JSON list that a connection's option `SYNONYMS`
names. A concept said in any language is looked for in the words of the language that is searched, so that a
Turkish question finds an English article.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from support.search import models, text

SHORTEST_BEGINNING = 4  # letters after which a phrase may go on: ücret, ücreti
SHORTEST_ENDING = 6  # letters after which the last may be another: commissione, commissioni


@dataclass(frozen=True)
class Concept:
    """What may be said for it, and what it is called in the language that is searched."""

    said: tuple[str, ...]
    called: tuple[tuple[str, ...], ...]  # phrases, each of folded words

    def holds(self, word: str) -> bool:
        """Whether this folded word alone, or as a part of a phrase, speaks of it."""
        whole, beginning = f" {word} ", f" {word[:-1]} "  # the last of a longer phrase has lost its ending
        return any(
            phrase in whole or whole in f"{phrase} " or f"{phrase} ".endswith(beginning)
            for phrase in self.said
        )


def begin_with(path: str) -> list[dict[str, list[str]]]:
    """The concepts a new house begins with; none without a file."""
    return list(json.loads(Path(path).read_text("utf-8"))) if path else []


@lru_cache(maxsize=64)
def concepts(version: str, path: str, code: str) -> tuple[Concept, ...]:
    """The concepts as texts folded for one language show them.

    `version` is what `terms.read` says of the rows; it is empty while there are none, and the file counts.
    """
    rows = models.Concept.objects.values_list("said", flat=True)
    table: Sequence[Mapping[str, list[str]]] = list(rows) if version else begin_with(path)
    return tuple(
        Concept(
            said=tuple(_phrase(one, code) for phrases in concept.values() for one in phrases),
            called=tuple(tuple(text.words(one, code)) for one in concept.get(code, [])),
        )
        for concept in table
    )


def _phrase(written: str, code: str) -> str:
    """As it stands between spaces; a longer one may have another ending, a Chinese one stands anywhere."""
    phrase = " ".join(text.words(written, code))
    if text.is_han(phrase):
        return phrase
    if len(phrase) < SHORTEST_BEGINNING:
        return f" {phrase} "
    beginning = phrase[:-1] if len(phrase) >= SHORTEST_ENDING else phrase
    return (
        beginning if text.language(code).joins_words and len(phrase) > SHORTEST_BEGINNING else f" {beginning}"
    )


def spoken_of(words: Iterable[str], version: str, path: str, code: str) -> list[Concept]:
    """The concepts that folded words speak of, in whatever language."""
    said = f" {' '.join(words)} "
    known = concepts(version, path, code)
    return [concept for concept in known if any(phrase in said for phrase in concept.said)]
