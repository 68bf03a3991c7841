"""What somebody asked, in one language: its words, what they may have meant, and what to look up for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from support.search import repair, synonyms, terms, text
from support.search.models import Document
from support.search.ranking import Norms, Wanted, rarity
from support.search.vector import any_of, quoted, stems, titled

LONGEST_QUESTION = 300  # letters
MOST_WORDS = 32
REPAIRED, PART, SYNONYM = 0.7, 0.5, 0.5  # how much counts what nobody typed; of a phrase all words together
ENOUGH = 500  # documents that words of the text propose; of titles all
NAMED = 1.0  # what a word in the title is worth, on top of standing in the text

Phrases = tuple[tuple[str, ...], ...]  # that mean the same, each of folded words


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
    proposals: Mapping[str, float] = field(default_factory=dict)  # raw tsquery → what having it is worth
    meanings: tuple[Phrases, ...] = ()  # of the words that say something, each with its synonyms
    stems: Mapping[str, list[str]] = field(default_factory=dict)  # word → its lexemes

    @property
    def marked(self) -> set[str]:
        """Folded words worth marking in a snippet: those of the question that are not everywhere."""
        common = self.norms.documents / 2
        said = {*self.words, *self.meant.values()}
        return {word for word in said if self.seen.get(f" {word} ", 0) <= max(common, 2)}

    def is_answered_by(self, title: str) -> bool:
        """Whether a title says every meaning of the question, each by all words of one of its phrases."""
        said = text.words(title, self.code)
        return bool(self.meanings) and all(
            any(all(_is_said(word, said) for word in phrase) for phrase in meaning)
            for meaning in self.meanings
        )

    @property
    def in_title(self) -> list[list[str]]:
        """The same as an index can tell: of each list a title matches one of these tsquery terms."""
        return [
            list(dict.fromkeys(" & ".join(map(self._named, phrase)) for phrase in meaning))
            for meaning in self.meanings
        ]

    def _named(self, word: str) -> str:
        if text.is_han(word):
            pairs = [piece for piece in text.pieces(word) if len(piece) > 1] or [word]
            return f"({' & '.join(quoted(titled(pair)) for pair in pairs)})"
        return f"({any_of(map(titled, (word, *self.stems.get(word, []))))})"

    def as_meant(self, documents: QuerySet[Document] | None = None) -> str:
        """The question with its unknown words as they were probably meant; empty when all are known.

        With `documents` only words that one of them has are said: for a reader who may not read all.
        """
        written = terms.written(self.meant.values(), self.code, documents) if self.meant else {}
        if not written:
            return ""
        return " ".join(written.get(self.meant.get(word, ""), word) for word in self.words)


def understand(question: str, code: str, synonyms_file: str = "", *, as_typed: bool = False) -> Understood:
    """Read a question: at most 300 letters and 32 different words of it count.

    With `as_typed` no word is taken for another that looks like it, and whole words alone count.
    """
    words = list(dict.fromkeys(text.words(question[:LONGEST_QUESTION], code)))[:MOST_WORDS]
    read = terms.read(words, code)
    norms, known = read.norms, read.known
    if not words or not norms.documents:
        return Understood(code, tuple(words), norms=norms)
    weights = dict.fromkeys(words, 1.0)
    unknown = [] if as_typed else [word for word in words if word not in known]
    repairs = repair.meant(unknown, code)
    for found in repairs.values():
        for other in found.words:
            weights.setdefault(other, REPAIRED)
        for part in found.parts:
            weights.setdefault(part, PART)
    meant = {word: found.words[0] for word, found in repairs.items() if found.words}
    concepts = synonyms.spoken_of(weights, read.synonyms, synonyms_file, code)
    called = [phrase for concept in concepts for phrase in concept.called]
    for phrase in sorted(called, key=len):
        for word in phrase:
            weights.setdefault(word, SYNONYM / len(phrase))
    wanted = Wanted()
    for word, weight in weights.items():
        wanted.add(word, weight)
    if as_typed:
        wanted.pieces.clear()
    seen = terms.seen(wanted, code)
    stemmed = stems((word for word in weights if not text.is_han(word)), code)
    groups = _groups(weights, stemmed, wanted, seen)
    lexemes, proposals = _rarest(groups, norms.documents)
    meanings = [concept.called for concept in concepts if concept.called]
    for word, documents in known.items():
        if documents <= max(norms.documents / 2, 2) and not any(concept.holds(word) for concept in concepts):
            meanings.append(((word,),))
    return Understood(
        code, tuple(words), meant, wanted, seen, norms, lexemes, proposals, tuple(meanings), stemmed
    )


def _is_said(wanted: str, said: list[str]) -> bool:
    return any(text.alike(word, [wanted]) or (text.is_han(word) and wanted in word) for word in said)


@dataclass(frozen=True)
class _Group:
    """One thing that was said: the lexemes it may stand as, what it weighs, how many documents have it."""

    lexemes: tuple[str, ...]
    weight: float
    seen: int


def _groups(
    weights: Mapping[str, float], stemmed: Mapping[str, list[str]], wanted: Wanted, seen: Mapping[str, int]
) -> list[_Group]:
    """Each word with its stems; Chinese by pairs, and a character that stands alone by itself."""
    groups = [
        _Group(tuple(dict.fromkeys([word, *stemmed[word]])), weight, seen.get(f" {word} ", 0))
        for word, weight in weights.items()
        if word in stemmed
    ]
    pairs = {term: weight for term, weight in wanted.words.items() if not term.startswith(" ")}
    singles = {word: weight for word, weight in weights.items() if text.is_han(word) and len(word) == 1}
    return groups + [
        _Group((term,), weight, seen.get(term, 0)) for term, weight in {**singles, **pairs}.items()
    ]


def _rarest(groups: list[_Group], documents: int) -> tuple[tuple[str, ...], dict[str, float]]:
    """The lexemes to look up in texts; and what proposes a document, with its worth, in texts and in titles.

    "The" finds everything and says nothing; a question with a rare word in it is about that word. So the
    rarest words come first, until enough documents have one of them. In titles all that tell are looked up.
    """
    chosen: set[str] = set()
    proposals: dict[str, float] = {}
    reached = 0
    for group in sorted(groups, key=lambda group: (group.seen, group.lexemes)):
        worth = group.weight * rarity(group.seen, documents)
        if reached < ENOUGH:
            chosen.update(group.lexemes)
            proposals[any_of(group.lexemes)] = worth
            reached += group.seen
        if group.seen <= max(documents / 2, 2):
            proposals[any_of(map(titled, group.lexemes))] = NAMED * worth
    return tuple(sorted(chosen)), proposals
