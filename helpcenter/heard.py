"""Which words of a search are kept: those that everybody can read here, and those heard on several days.

A name, an address or a password stands in no public article, and nobody looks for it day after day. Of other
words only a keyed hash is remembered, in the cache, and for as long as KEPT: with it they cannot be read.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from helpcenter import pasted, search
from support.search import terms, text
from support.search.models import Term

DAYS = 3  # different ones, on which an unknown word must be heard
KEPT = timedelta(days=28)  # from the first of them
GAP = "…"  # where words stood that are not kept


def kept(query: str, language: str) -> str:
    """The folded words of a scrubbed query that may be kept, … for each stretch of others; "" for no words.

    A word of digits alone never may, but in an error code of the house; one with digits in it only when it
    stands in an article.
    """
    pieces = _pieces(query, language)
    unknown = [word for word, is_public in pieces if not is_public]
    heard = _heard(unknown, language)
    said = [word if is_public or word in heard else GAP for word, is_public in pieces]
    return " ".join(word for at, word in enumerate(said) if word != GAP or said[at - 1 : at] != [GAP])


def hear(query: str, language: str) -> None:
    """Remember of the words that nobody can read here that they were heard today."""
    for word, is_public in _pieces(query, language):
        name = _hashed(word, language)
        if is_public or not word.isalpha():
            continue
        if cache.add(f"{name}:{timezone.localdate()}", 1, timedelta(days=1).total_seconds()):
            cache.add(name, 0, KEPT.total_seconds())
            cache.incr(name)


def _pieces(query: str, language: str) -> list[tuple[str, bool]]:
    """The words in order, Chinese ones cut where no article has the pair; each with whether it is public."""
    words = text.words(query, language)
    pairs = {word[at : at + 2] for word in words if text.is_han(word) for at in range(len(word) - 1)}
    public = _public(words, pairs, language) | set(pasted.code(query).split("-"))
    found: list[tuple[str, bool]] = []
    for word in words:
        if text.is_han(word):
            found += [(one, one[:2] in public) for one in _cut(word, public)]
        else:
            found.append((word, word in public))
    return found


def _public(words: Iterable[str], pairs: Iterable[str], language: str) -> set[str]:
    lettered = [word for word in words if not word.isdigit()]
    rows = Term.objects.filter(language__in={language, settings.LANGUAGE_CODE}).filter(
        Q(kind=Term.Kind.WORD, text__in=lettered) | Q(kind=Term.Kind.PIECE, text__in=list(pairs))
    )
    return set(terms.standing_in(rows, search.readable(None)).values_list("text", flat=True))


def _cut(run: str, public: set[str]) -> list[str]:
    """A run of Chinese characters in stretches whose every pair is public, and what is between them."""
    is_known = [run[at : at + 2] in public for at in range(len(run) - 1)]
    inside = [any(is_known[max(0, at - 1) : at + 1]) for at in range(len(run))]
    stretches = [run[0]]
    for at in range(1, len(run)):
        if is_known[at - 1] or not (inside[at] or inside[at - 1]):
            stretches[-1] += run[at]
        else:
            stretches.append(run[at])
    return stretches


def _heard(words: Iterable[str], language: str) -> set[str]:
    names = {_hashed(word, language): word for word in words if word.isalpha()}
    days = cache.get_many(names) if names else {}
    return {names[name] for name, many in days.items() if many >= DAYS}


def _hashed(word: str, language: str) -> str:
    return f"heard:{salted_hmac('helpcenter.heard', f'{language} {word}', algorithm='sha256').hexdigest()}"
