"""Finding: candidates by PostgreSQL's index, order by `ranking`, one language after the other."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q, QuerySet

from support.search import terms
from support.search.conditions import AnyOf, Reader
from support.search.models import Corpus, Document
from support.search.query import Asked
from support.search.ranking import Candidate, Wanted, rank
from support.search.understanding import Understood, understand
from support.search.vector import titled

MOST_MATCHING = 800  # documents read to choose the candidates from
MOST_COMMON = 300  # of more, those with a common word: in the title, and as many others
MOST_CANDIDATES = 300  # ranked per language; beyond them nobody turns pages


@dataclass
class Search:
    """One question on its way: what it means in each language, and what was found."""

    asked: Asked
    also: Q = field(default_factory=Q)  # models and narrowing, on top of what was asked
    synonyms_file: str = ""
    document_field: str = "text"
    many: frozenset[str] = frozenset()

    @cached_property
    def languages(self) -> list[str]:
        """The languages to look in, which are those asked for or all there are."""
        known = Corpus.objects.filter(documents__gt=0).order_by("language").values_list("language", flat=True)
        return self.asked.languages or list(known)

    @cached_property
    def readings(self) -> dict[str, Understood]:
        """What the wanted words mean in each language."""
        said = " ".join(self.asked.texts)
        return {code: self._boosted(understand(said, code, self.synonyms_file)) for code in self.languages}

    def _boosted(self, understood: Understood) -> Understood:
        for word, by in self.asked.boost.items():
            understood.wanted.add(word, by)
        return understood

    def matching(self, code: str) -> Q:
        """The condition on documents of one language."""
        said = " ".join(self.asked.texts)

        def read(question: str) -> Understood:
            return self.readings[code] if question == said else understand(question, code, self.synonyms_file)

        reader = Reader(code, read, self.document_field, self.many)
        return Q(language=code) & self.also & reader.condition(self.asked.tree)

    def everything(self) -> Q:
        """The condition over all languages."""
        condition = Q(pk__in=[])
        for code in self.languages:
            condition |= self.matching(code)
        return condition

    def ranked(self) -> list[tuple[int, float]]:
        """Ids and scores, best first; at most `MOST_CANDIDATES` of each language."""
        found = [pair for code in self.languages for pair in self._ranked(code)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _ranked(self, code: str) -> list[tuple[int, float]]:
        understood = self.readings[code]
        rows = Document.objects.filter(self.matching(code))
        if understood.reached > MOST_MATCHING:
            rows = self._some(rows, understood)
        if understood.reached > MOST_CANDIDATES or (understood.lexemes and not self.asked.must_say):
            rows = rows.order_by(SearchRank(F("vector"), AnyOf(understood.lexemes)).desc(), "pk")
        found = [Candidate(*row) for row in rows.values_list("pk", "reduced", "words")[:MOST_CANDIDATES]]
        return rank(found, understood.wanted, understood.seen, understood.norms)

    def _some(self, rows: QuerySet[Document], understood: Understood) -> QuerySet[Document]:
        """Of too many all with a rare word, then those with any in their title, then whichever come first.

        `ts_rank` must read each of them, and common words are in most documents.
        """
        named = [*understood.words, *understood.meant.values()]
        inside = rows.filter(vector=AnyOf(titled(word) for word in named)).values("pk")[:MOST_COMMON]
        chosen = inside.union(rows.values("pk")[:MOST_COMMON])
        if understood.rare:
            chosen = chosen.union(rows.filter(vector=AnyOf(understood.rare)).values("pk"))
        return Document.objects.filter(pk__in=chosen)

    @property
    def suggestion(self) -> str | None:
        """The question as it was probably meant, or None when every word is known.

        Only words are said that stand in what may be found: of these models, and as it was narrowed.
        """
        among = Document.objects.filter(self.also)
        return next(filter(None, (reading.as_meant(among) for reading in self.readings.values())), None)


def alike(document: Document, limit: int) -> list[str]:
    """The words that say best what a document is about: frequent in it, rare elsewhere."""
    words = dict.fromkeys(word for word in document.reduced.split())
    wanted = Wanted(words={f" {word} ": 1.0 for word in words})
    seen = terms.seen(wanted, document.language)
    norms = terms.read([], document.language).norms
    own = Candidate(document.pk, document.reduced, document.words)
    scores = {word: rank([own], Wanted(words={f" {word} ": 1.0}), seen, norms) for word in words}
    ordered = sorted(words, key=lambda word: -(scores[word][0][1] if scores[word] else 0.0))
    return ordered[:limit]
