"""The vocabulary: how rare a word is, how it goes on, how it is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet

from support.search import text
from support.search.models import Term
from support.search.ranking import Norms, Wanted


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


def complete(beginning: str, code: str, limit: int = 8) -> list[str]:
    """How the last word of what is being typed may go on, as it is written, most frequent first."""
    typed = text.words(beginning, code)
    if not typed or text.is_han(typed[-1]) or beginning[-1:].isspace():
        return []
    written = _beginning_with(typed[-1], code).exclude(shown="")  # pinyin is never written
    return list(written.values_list("shown", flat=True)[:limit])


def _beginning_with(word: str, code: str) -> QuerySet[Term]:
    rows = Term.objects.filter(
        language=code, kind=Term.Kind.WORD, documents__gt=0, text__startswith=word[: text.LONGEST_WORD]
    )
    return rows.order_by(F("documents").desc(), "text")


def written(words: Iterable[str], code: str) -> dict[str, str]:
    """Folded words as they are written: contrasena → contraseña."""
    rows = Term.objects.filter(language=code, kind=Term.Kind.WORD, text__in=list(words)).exclude(shown="")
    return dict(rows.values_list("text", "shown"))
