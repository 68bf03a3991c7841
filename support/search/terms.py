"""The vocabulary: how rare a word is, how it goes on, how it is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from support.search import text
from support.search.models import Document, Term
from support.search.ranking import Norms, Wanted
from support.search.vector import Raw

MOST_TRIED = 40  # words that are asked about before they are said


@dataclass(frozen=True)
class Read:
    """What a language knows of a question's words."""

    norms: Norms
    known: dict[str, int]  # those that occur, and in how many documents
    synonyms: str = ""  # the current version of the rows of `models.Concept`; empty while there are none


def read(words: Iterable[str], code: str) -> Read:
    """The averages of a language, and which of the folded words occur in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT corpus.documents, corpus.words, corpus.letters,
                (SELECT concat_ws(' ', max(changed_at), count(*)) FROM search_concept HAVING count(*) > 0),
                term.text, term.documents
            FROM search_corpus corpus LEFT JOIN search_term term ON term.language = corpus.language
                AND term.kind = 'w' AND term.text = ANY(%s) AND term.documents > 0
            WHERE corpus.language = %s AND corpus.documents > 0
            """,
            [[word[: text.LONGEST_WORD] for word in words], code],
        )
        rows = cursor.fetchall()
    if not rows:
        return Read(Norms(0, 1.0, 1.0), {})
    documents, all_words, letters, version = rows[0][:4]
    norms = Norms(documents, all_words / documents, letters / documents)
    return Read(norms, {word: seen for *_, word, seen in rows if word is not None}, version or "")


def seen(wanted: Wanted, code: str) -> dict[str, int]:
    """In how many documents each word and piece of `wanted` occurs, by how it stands there."""
    bare = {term.strip(): term for term in wanted.words if term.startswith(" ")}
    pieces = [*wanted.pieces, *(term for term in wanted.words if not term.startswith(" "))]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT kind, text, documents FROM search_term
            WHERE language = %s AND documents > 0
                AND ((kind = 'w' AND text = ANY(%s)) OR (kind = 'p' AND text = ANY(%s)))
            """,
            [code, list(bare), pieces],
        )
        return {
            bare[term] if kind == Term.Kind.WORD else term: documents
            for kind, term, documents in cursor.fetchall()
        }


def spoken_in(question: str) -> list[str]:
    """The languages whose documents have words of the question, those with most of them first."""
    words = {*text.words(question, "en"), *text.words(question, "ru")}  # the one folds й, the other keeps it
    pairs = [piece for word in words if text.is_han(word) for piece in text.pieces(word) if len(piece) > 1]
    rows = Term.objects.filter(documents__gt=0).filter(
        Q(kind=Term.Kind.WORD, text__in=words) | Q(kind=Term.Kind.PIECE, text__in=pairs)
    )
    return [code for code, _ in Counter(rows.values_list("language", flat=True)).most_common()]


def complete(
    beginning: str, code: str, limit: int = 8, documents: QuerySet[Document] | None = None
) -> list[str]:
    """How the last word of what is being typed may go on, as it is written, most frequent first.

    With `documents` only by words that one of them has: see `standing_in`.
    """
    typed = text.words(beginning, code)
    if not typed or text.is_han(typed[-1]) or beginning[-1:].isspace():
        return []
    written = _beginning_with(typed[-1], code).exclude(shown="")  # pinyin is never written
    if documents is not None:
        tried = list(written.values_list("pk", flat=True)[:MOST_TRIED])
        written = standing_in(written.filter(pk__in=tried), documents)
    return list(written.values_list("shown", flat=True)[:limit])


def standing_in(rows: QuerySet[Term], documents: QuerySet[Document]) -> QuerySet[Term]:
    """Those of these words and pieces that one of the documents has.

    The vocabulary is made of every document. Whoever may not read all of them must not be told a word of the
    others: ask this about the documents they may read. One statement, answered by the index of the vectors.
    """
    whole = Concat(Value(" "), F("text"), Value(" "))
    asked = rows.annotate(stands=Case(When(kind=Term.Kind.WORD, then=whole), default=F("text")))
    lexeme = Raw(Concat(Value("'"), OuterRef("text"), Value("'")))  # a term is of letters and digits only
    having = documents.filter(
        language=OuterRef("language"), vector=lexeme, reduced__contains=OuterRef("stands")
    )
    return asked.filter(Exists(having))


def _beginning_with(word: str, code: str) -> QuerySet[Term]:
    rows = Term.objects.filter(
        language=code, kind=Term.Kind.WORD, documents__gt=0, text__startswith=word[: text.LONGEST_WORD]
    )
    return rows.order_by(F("documents").desc(), "text")


def written(words: Iterable[str], code: str, documents: QuerySet[Document] | None = None) -> dict[str, str]:
    """Folded words as they are written: contrasena → contraseña; with `documents` those that one has."""
    rows = Term.objects.filter(language=code, kind=Term.Kind.WORD, text__in=list(words))
    if documents is not None:
        rows = standing_in(rows, documents)
    return {word: shown or word for word, shown in rows.values_list("text", "shown")}
