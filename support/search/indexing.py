"""Writing the index: documents, and with them the vocabulary and the averages. One writer at a time.

Every public function is one transaction: a document and what its words add to the counts never part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F, QuerySet

from support.search import text
from support.search.models import Corpus, Document, Term
from support.search.vector import vector

WRITERS_LOCK = 7_305_431  # for pg_advisory_xact_lock
LONGEST_BODY = 200_000  # letters of one document; PostgreSQL's vector must stay under 1 MB
COLUMNS = ["model", "object_id", "language", "title", "body", "reduced", "words", "vector", "fields"]

Counts = Counter[tuple[str, str, str]]  # (language, kind, text) → in how many more documents


def prepare(document: Document) -> Document:
    """Fill in what is worked out from a document's language, title and body; the title counts twice."""
    title, code = document.title, document.language
    document.body = document.body.replace("\0", "")[:LONGEST_BODY]
    document.reduced = text.reduced(f"{title} {title} {document.body}", code)
    document.words = text.length(document.reduced.split())
    if heard := text.sounds(title, code):  # found, but not counted as more to read
        document.reduced += f"{' '.join(heard)} "
    document.vector = vector(title, document.body, document.reduced, code)
    return document


@transaction.atomic
def write(documents: Iterable[Document]) -> None:
    """Add the documents, or replace those with the same keys."""
    prepared = {one.key: prepare(one) for one in documents}
    if not prepared:
        return
    _one_writer()
    _uncount(Document.objects.filter(key__in=prepared))
    Document.objects.bulk_create(
        prepared.values(), update_conflicts=True, unique_fields=["key"], update_fields=COLUMNS, batch_size=200
    )
    _count(prepared.values(), 1)


@transaction.atomic
def remove(documents: QuerySet[Document]) -> None:
    """Forget these documents, and their words with them."""
    _one_writer()
    _uncount(documents)
    documents.delete()


@transaction.atomic
def clear() -> None:
    """Forget everything."""
    _one_writer()
    for model in (Document, Term, Corpus):
        model.objects.all().delete()


def _one_writer() -> None:
    """Wait for other writers; counts are added up, and two orders of adding would lock each other out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


def _uncount(documents: QuerySet[Document]) -> None:
    _count(documents.only("language", "reduced", "words"), -1)


def _count(documents: Iterable[Document], sign: int) -> None:
    """Add to (or with -1 take from) the vocabulary and the averages what these documents say."""
    counts: Counts = Counter()
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[tuple[str, str], str] = {}
    for one in documents:
        code = one.language
        words = {word for word in one.reduced.split() if len(word) <= text.LONGEST_WORD or text.is_han(word)}
        counts.update((code, Term.Kind.WORD, word) for word in words if not text.is_han(word))
        counts.update((code, Term.Kind.PIECE, piece) for piece in {p for w in words for p in text.pieces(w)})
        if sign > 0:
            written = text.WORD.findall(text.lower(f"{one.title} {one.body}", code))
            shown.update({(code, text.fold(word, code)): word for word in written if not text.is_han(word)})
        sizes[code].update(documents=sign, words=sign * one.words, letters=sign * len(one.reduced))
    for code, size in sizes.items():
        Corpus.objects.get_or_create(language=code)
        Corpus.objects.filter(language=code).update(**{name: F(name) + by for name, by in size.items()})
    _add(counts, sign, shown)


def _add(counts: Counts, sign: int, shown: dict[tuple[str, str], str]) -> None:
    rows = [
        (code, kind, word, shown.get((code, word), "") if kind == Term.Kind.WORD else "", sign * documents)
        for (code, kind, word), documents in sorted(counts.items())
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], [], []]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO search_term (language, kind, text, shown, documents)
            SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
            ON CONFLICT (language, kind, text) DO UPDATE SET
                documents = search_term.documents + EXCLUDED.documents,
                shown = CASE WHEN EXCLUDED.shown = '' THEN search_term.shown ELSE EXCLUDED.shown END
            """,
            columns,
        )
    if sign < 0:
        Term.objects.filter(documents__lte=0).delete()
