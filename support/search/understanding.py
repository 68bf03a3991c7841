"""What somebody asked, in one language: its words, what they may have meant, and what to look up for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from support.search import repair, synonyms, terms, text
from support.search.models import Document
from support.search.ranking import Norms, Wanted
from support.search.vector import quoted, stems, titled

LONGEST_QUESTION = 300  # letters
MOST_WORDS = 32
REPAIRED, PART, SYNONYM = 0.7, 0.5, 0.5  # how much a word counts that nobody typed
ENOUGH = 500  # documents to rank
MOST_RARE = 700  # documents that rare words may reach together


@dataclass(frozen=True)
class Understood:
    """A question as one language reads it."""

    code: str
    words: tuple[str, ...]  # folded, as typed
    meant: Mapping[str, str] = field(default_factory=dict)  # typed → the likeliest known word
    wanted: Wanted = field(default_factory=Wanted)
    seen: Mapping[str, int] = field(default_factory=dict)
    norms: Norms = field(default_factory=lambda: Norms(0, 1.0, 1.0))
    lexemes: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()  # those lexemes that not too many documents have
    reached: int = 0  # documents that have one of the lexemes, at most
    meanings: tuple[frozenset[str], ...] = ()  # of the words that say something, each with its synonyms
    stems: Mapping[str, list[str]] = field(default_factory=dict)  # word → its lexemes

    @property
    def marked(self) -> set[str]:
        """Folded words worth marking in a snippet: those of the question that are not everywhere."""
        common = self.norms.documents / 2
        said = {*self.words, *self.meant.values()}
        return {word for word in said if self.seen.get(f" {word} ", 0) <= max(common, 2)}

    def is_answered_by(self, title: str) -> bool:
        """Whether a title has a word for every meaning of the question."""
        said = text.words(title, self.code)
        return bool(self.meanings) and all(
            any(
                text.alike(word, meaning) or (text.is_han(word) and any(one in word for one in meaning))
                for word in said
            )
            for meaning in self.meanings
        )

    @property
    def in_title(self) -> list[list[str]]:
        """The same as an index can tell: of each list a title has one of these tsquery terms."""
        return [[term for word in meaning for term in self._named(word)] for meaning in self.meanings]

    def _named(self, word: str) -> list[str]:
        if text.is_han(word):
            pairs = [piece for piece in text.pieces(word) if len(piece) > 1] or [word]
            return [f"({' & '.join(quoted(titled(pair)) for pair in pairs)})"]
        return [quoted(titled(word)), *(f"{quoted(stem)}:A" for stem in self.stems.get(word, []))]

    def as_meant(self, documents: QuerySet[Document] | None = None) -> str:
        """The question with its unknown words as they were probably meant; empty when all are known.

        With `documents` only words that one of them has are said: for a reader who may not read all.
        """
        written = terms.written(self.meant.values(), self.code, documents) if self.meant else {}
        if not written:
            return ""
        return " ".join(written.get(self.meant.get(word, ""), word) for word in self.words)


def understand(question: str, code: str, synonyms_file: str = "") -> Understood:
    """Read a question: at most 300 letters and 32 different words of it count."""
    words = list(dict.fromkeys(text.words(question[:LONGEST_QUESTION], code)))[:MOST_WORDS]
    read = terms.read(words, code)
    norms, known = read.norms, read.known
    if not words or not norms.documents:
        return Understood(code, tuple(words), norms=norms)
    weights = dict.fromkeys(words, 1.0)
    repairs = repair.meant((word for word in words if word not in known), code)
    for found in repairs.values():
        for other in found.words:
            weights.setdefault(other, REPAIRED)
        for part in found.parts:
            weights.setdefault(part, PART)
    meant = {word: found.words[0] for word, found in repairs.items() if found.words}
    concepts = synonyms.spoken_of(weights, read.synonyms, synonyms_file, code)
    for concept in concepts:
        weights = dict.fromkeys(concept.called, SYNONYM) | weights
    wanted = Wanted()
    for word, weight in weights.items():
        wanted.add(word, weight)
    seen = terms.seen(wanted, code)
    stemmed = stems((word for word in weights if not text.is_han(word)), code)
    lexemes, rare, reached = _rarest(list(weights), stemmed, wanted, seen)
    meanings = [frozenset(concept.called) for concept in concepts if concept.called]
    for word, documents in known.items():
        if documents <= max(norms.documents / 2, 2) and not any(concept.holds(word) for concept in concepts):
            meanings.append(frozenset({word}))
    return Understood(
        code, tuple(words), meant, wanted, seen, norms, lexemes, rare, reached, tuple(meanings), stemmed
    )


def _rarest(
    words: list[str], stemmed: Mapping[str, list[str]], wanted: Wanted, seen: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """The lexemes to look up, those of them that are rare, and how many documents they may all reach.

    "The" finds everything and says nothing; a question with a rare word in it is about that word. So the
    rarest words come first, until enough documents have one of them.
    """
    groups = [(seen.get(f" {word} ", 0), {word, *stemmed.get(word, [])}) for word in words if word in stemmed]
    pairs = [term for term in wanted.words if not term.startswith(" ")]
    singles = [term for word in words if text.is_han(word) and len(word) == 1 for term in word]
    groups += [(seen.get(term, 0), {term}) for term in [*pairs, *singles]]
    chosen: set[str] = set()
    rare: set[str] = set()
    reached = 0
    for documents, lexemes in sorted(groups, key=lambda group: (group[0], sorted(group[1]))):
        if reached >= ENOUGH:
            break
        chosen |= lexemes
        rare |= lexemes if reached + documents <= MOST_RARE else set()
        reached += documents
    return tuple(sorted(chosen)), tuple(sorted(rare)), reached
