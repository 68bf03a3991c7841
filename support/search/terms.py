"""The vocabulary: how rare a word is, what somebody meant to type, how a word goes on."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from support.search import text
from support.search.distance import slips
from support.search.models import Corpus, Term
from support.search.ranking import Norms, Wanted

SHORTEST_REPAIRED = 4  # letters; shorter words have too many neighbours
HALF_TYPED = 5  # letters from which an unknown word may be the beginning of one
REPAIRS = 2  # meant words kept for one typed
ALIKE = 40  # trigram neighbours looked at
SHORTEST_PART = 4  # letters of a part of a compound


def norms(code: str) -> Norms:
    """What the documents of a language are like on average."""
    corpus = Corpus.objects.filter(language=code, documents__gt=0).first()
    if corpus is None:
        return Norms(0, 1.0, 1.0)
    return Norms(corpus.documents, corpus.words / corpus.documents, corpus.letters / corpus.documents)


def seen(wanted: Wanted, code: str) -> dict[str, int]:
    """In how many documents each word and piece of `wanted` occurs, by how it stands there."""
    known = Term.objects.filter(language=code, documents__gt=0)
    bare = {term.strip(): term for term in wanted.words if term.startswith(" ")}
    pieces = [*wanted.pieces, *(term for term in wanted.words if not term.startswith(" "))]
    found = dict(known.filter(kind=Term.Kind.PIECE, text__in=pieces).values_list("text", "documents"))
    for word, documents in known.filter(kind=Term.Kind.WORD, text__in=bare).values_list("text", "documents"):
        found[bare[word]] = documents
    return found


def known(words: Iterable[str], code: str) -> dict[str, int]:
    """Those of the folded words that occur, and in how many documents."""
    words = [word[: text.LONGEST_WORD] for word in words]
    rows = Term.objects.filter(language=code, kind=Term.Kind.WORD, text__in=words, documents__gt=0)
    return dict(rows.values_list("text", "documents"))


def spoken_in(question: str) -> list[str]:
    """The languages whose documents have words of the question, those with most of them first."""
    words = {*text.words(question, "en"), *text.words(question, "ru")}  # the one folds й, the other keeps it
    pairs = [piece for word in words if text.is_han(word) for piece in text.pieces(word) if len(piece) > 1]
    rows = Term.objects.filter(documents__gt=0).filter(
        Q(kind=Term.Kind.WORD, text__in=words) | Q(kind=Term.Kind.PIECE, text__in=pairs)
    )
    return [code for code, _ in Counter(rows.values_list("language", flat=True)).most_common()]


def meant(word: str, code: str) -> list[str]:
    """The known words an unknown one was probably meant to be: as it goes on when it is half typed, else
    what is near it."""
    if len(word) < HALF_TYPED or text.is_han(word) or word.isdigit():
        return repair(word, code)
    return list(_beginning_with(word, code).values_list("text", flat=True)[:REPAIRS]) or repair(word, code)


def repair(word: str, code: str) -> list[str]:
    """The known words within a slip or two of `word`, nearest first; none for short ones and numbers.

    Trigrams find the neighbours (an index answers), slips of the finger choose among them. Two swapped
    letters leave a short word too few trigrams alike, so those neighbours are simply looked up.
    """
    if not SHORTEST_REPAIRED <= len(word) <= text.LONGEST_WORD or text.is_han(word) or word.isdigit():
        return []
    most = 1 if len(word) <= 5 else 2
    rows = (
        Term.objects.filter(language=code, kind=Term.Kind.WORD, documents__gt=0, text__trigram_similar=word)
        .alias(length=Length("text"))
        .filter(length__gte=len(word) - most, length__lte=len(word) + most)
        .values_list("text", "documents")[:ALIKE]
    )
    found = dict(rows) | known(_swapped(word), code)
    near = [(slips(word, other, most), -documents, other) for other, documents in found.items()]
    return [other for far, _, other in sorted(near) if far <= most][:REPAIRS]


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def parts(word: str, code: str) -> list[str]:
    """The longest known beginning and end of an unknown compound: Kontosperrung → konto, sperrung."""
    if text.is_han(word) or len(word) > text.LONGEST_WORD:
        return []
    cuts = range(SHORTEST_PART, len(word) - 1)
    begins, ends = [word[:cut] for cut in cuts], [word[-cut:] for cut in cuts]
    found = known([*begins, *ends], code)
    longest = [max((part for part in side if part in found), key=len, default="") for side in (begins, ends)]
    return [part for part in dict.fromkeys(longest) if part]


def complete(beginning: str, code: str, limit: int = 8) -> list[str]:
    """How the last word of what is being typed may go on, as it is written, most frequent first."""
    typed = text.words(beginning, code)
    if not typed or text.is_han(typed[-1]) or beginning[-1:].isspace():
        return []
    return list(_beginning_with(typed[-1], code).values_list("shown", flat=True)[:limit])


def _beginning_with(word: str, code: str) -> QuerySet[Term]:
    rows = Term.objects.filter(
        language=code, kind=Term.Kind.WORD, documents__gt=0, text__startswith=word[: text.LONGEST_WORD]
    )
    return rows.order_by(F("documents").desc(), "text")


def written(words: Iterable[str], code: str) -> dict[str, str]:
    """Folded words as they are written: contrasena → contraseña."""
    rows = Term.objects.filter(language=code, kind=Term.Kind.WORD, text__in=list(words))
    return dict(rows.values_list("text", "shown"))
