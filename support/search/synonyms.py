"""Words that mean the same to a reader: txid and hash, 2FA and authenticator, Auszahlung and withdrawal.

A connection's option `SYNONYMS` names a JSON file: a list of concepts, each
`{"en": ["transaction id", "hash"], "de": ["Transaktions-ID"], …}`. A concept said in any language is looked
for in the words of the language that is searched, so that a Turkish question finds an English article.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.search import text

SHORTEST_BEGINNING = 4  # letters after which a phrase may go on: ücret, ücreti
SHORTEST_ENDING = 6  # letters after which the last may be another: commissione, commissioni


@dataclass(frozen=True)
class Concept:
    """What may be said for it, and what it is called in the language that is searched."""

    said: tuple[str, ...]
    called: tuple[str, ...]

    def holds(self, word: str) -> bool:
        """Whether this folded word alone, or as a part of a phrase, speaks of it."""
        return any(phrase in f" {word} " or f" {word} " in f"{phrase} " for phrase in self.said)


@cache
def concepts(path: str, code: str) -> tuple[Concept, ...]:
    """The concepts as texts folded for one language show them; none without a file."""
    if not path:
        return ()
    table: list[dict[str, list[str]]] = json.loads(Path(path).read_text("utf-8"))
    return tuple(
        Concept(
            said=tuple(_phrase(one, code) for phrases in concept.values() for one in phrases),
            called=tuple(word for one in concept.get(code, []) for word in text.words(one, code)),
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


def spoken_of(words: Iterable[str], path: str, code: str) -> list[Concept]:
    """The concepts that folded words speak of, in whatever language."""
    said = f" {' '.join(words)} "
    return [concept for concept in concepts(path, code) if any(phrase in said for phrase in concept.said)]
