"""Finding: candidates by PostgreSQL's index, order by `ranking`, one language after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from support.search import terms
from support.search.conditions import Reader
from support.search.models import Corpus, Document
from support.search.query import Asked
from support.search.ranking import Candidate, Wanted, rank
from support.search.understanding import Understood, understand

MOST_PROPOSED = 500  # documents that one word may propose
MOST_CANDIDATES = 100  # ranked per language; beyond them nobody turns pages

# What has a word is worth as much as the word is rare, which an index alone can say: `ts_rank` would have to
# read the vector of every document, and knows nothing of rarity.
# The condition stands inside, so that a word's first hundreds are of what may be found at all.
CANDIDATES = """
    WITH said AS MATERIALIZED (
        SELECT found.pk, sum(proposed.worth) AS worth
        FROM unnest(%s::text[], %s::float8[]) AS proposed (lexemes, worth)
        CROSS JOIN LATERAL (
            SELECT pk, words FROM ({allowed}) document WHERE vector @@ proposed.lexemes::tsquery LIMIT %s
        ) found
        GROUP BY found.pk, found.words ORDER BY worth DESC, found.words, found.pk LIMIT %s
    )
    SELECT document.pk, reduced, words FROM ({others}) document {join} JOIN said ON said.pk = document.pk
    ORDER BY coalesce(worth, 0) DESC, words, document.pk LIMIT %s
"""


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
        """What the wanted words mean in each language; as they are typed where a title must say them."""
        said, as_typed = " ".join(self.asked.texts), bool(self.asked.titles)
        return {code: self._boosted(self._read(said, code, as_typed=as_typed)) for code in self.languages}

    def _boosted(self, understood: Understood) -> Understood:
        for word, by in self.asked.boost.items():
            understood.wanted.add(word, by)
        return understood

    def matching(self, code: str, *, proposed: bool = False) -> Q:
        """The condition on documents of one language; of those `proposed` only what the words leave open."""
        said = " ".join(self.asked.texts)

        def read(question: str) -> Understood:
            return self.readings[code] if question == said else self._read(question, code)

        reader = Reader(code, read, self.document_field, self.many, said if proposed else None)
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
        must_say = self.asked.must_say
        proposals = self._proposals(understood)
        if must_say and not proposals:
            return []
        allowed = Document.objects.filter(self.matching(code, proposed=must_say))
        others = Document.objects.all() if must_say else allowed  # what is proposed was allowed already
        try:
            (inner, allows), (outer, also) = (_sql(rows) for rows in (allowed, others))
        except EmptyResultSet:
            return []
        sql = CANDIDATES.format(allowed=inner, others=outer, join="" if must_say else "LEFT")
        said: list[Any] = [list(proposals), list(proposals.values())]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*said, *allows, MOST_PROPOSED, MOST_CANDIDATES, *also, MOST_CANDIDATES])
            found = [Candidate(*row) for row in cursor.fetchall()]
        return rank(found, understood.wanted, understood.seen, understood.norms)

    def _proposals(self, understood: Understood) -> Mapping[str, float]:
        """What proposes a document: its words; where titles must say what was asked, that alone."""
        said = " ".join(self.asked.texts)
        terms = [term for title in self.asked.titles if title == said for term in understood.in_title]
        named = " & ".join(f"({' | '.join(either)})" for either in terms)
        return {named: 1.0} if named else understood.proposals

    def suggestion(self, question: str) -> str | None:
        """A question as it was probably meant, or None when every word is known.

        Only words are said that stand in what may be found: of these models, and as it was narrowed.
        """
        among = Document.objects.filter(self.also)
        readings = (self._read(question, code) for code in self.languages)
        return next(filter(None, (reading.as_meant(among) for reading in readings)), None)

    def _read(self, question: str, code: str, *, as_typed: bool = False) -> Understood:
        return understand(question, code, self.synonyms_file, as_typed=as_typed)


def _sql(rows: QuerySet[Document]) -> tuple[str, Sequence[Any]]:
    return rows.values_list("pk", "reduced", "words", "vector").query.sql_with_params()


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
