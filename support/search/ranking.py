"""How well a document answers: BM25 over words, plus BM25 over their pieces. Pure.

Okapi BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), eq. 3.15, with the
idf that is never negative. Words reward the exact word, pieces its inflections, compounds and misspellings;
the sum of both did better than either in all nine languages (docs/decisions/0020-search.md has figures).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from support.search import text

K1 = 1.2
B = 0.75
PIECES_SEEN = 40  # the best by words whose pieces are counted too


@dataclass(frozen=True)
class Candidate:
    """A document that may answer; `reduced` is its text as `text.reduced` makes it."""

    id: int
    reduced: str
    words: int


@dataclass(frozen=True)
class Norms:
    """What a language's documents are like: how many, and how many words and letters on average."""

    documents: int
    words: float
    letters: float


@dataclass
class Wanted:
    """What is looked for, as it stands in a reduced text, each with its weight.

    A word is " word ", so that it is counted whole; Chinese has no words, its pairs of characters take
    their place and single characters are the pieces.
    """

    words: dict[str, float] = field(default_factory=dict)
    pieces: dict[str, float] = field(default_factory=dict)

    def add(self, word: str, weight: float = 1.0) -> None:
        """Look for a folded word and its pieces."""
        parts = text.pieces(word)
        if text.is_han(word):
            words = [part for part in parts if len(part) > 1]
            parts = [part for part in parts if len(part) == 1]
        else:
            words = [f" {word} "]
        for terms, found in ((self.words, words), (self.pieces, parts)):
            for term in found:
                terms[term] = max(terms.get(term, 0.0), weight)


def rarity(seen: int, documents: int) -> float:
    """The idf of something that occurs in `seen` of `documents`."""
    return math.log(1 + (max(documents - seen, 0) + 0.5) / (seen + 0.5))


def _score(terms: Iterable[tuple[str, float]], reduced: str, stretch: float) -> float:
    """BM25 of one document; `terms` are what to count and its weight times idf."""
    total = 0.0
    for term, worth in terms:
        if times := reduced.count(term):
            total += worth * times * (K1 + 1) / (times + stretch)
    return total


def rank(
    candidates: Iterable[Candidate], wanted: Wanted, seen: Mapping[str, int], norms: Norms
) -> list[tuple[int, float]]:
    """Document ids with their scores, best first; what has nothing of what is wanted scores 0.

    `seen` says in how many documents a word or piece of `wanted` occurs; a missing one occurs nowhere.
    """

    def worth(terms: Mapping[str, float]) -> list[tuple[str, float]]:
        return [(term, weight * rarity(seen.get(term, 0), norms.documents)) for term, weight in terms.items()]

    words, pieces = worth(wanted.words), worth(wanted.pieces)
    by_words, by_letters = B / max(norms.words, 1.0), B / max(norms.letters, 1.0)
    scored = []
    for one in candidates:
        stretch = K1 * (1 - B + by_words * one.words)
        scored.append((_score(words, one.reduced, stretch), one))
    scored.sort(key=lambda found: (-found[0], found[1].id))
    for place, (score, one) in enumerate(scored[:PIECES_SEEN]):
        stretch = K1 * (1 - B + by_letters * len(one.reduced))
        scored[place] = (score + _score(pieces, one.reduced, stretch), one)
    scored.sort(key=lambda found: (-found[0], found[1].id))
    return [(one.id, score) for score, one in scored]
