"""Text as words to be found by: as it is written, without accents, and as stems of its language."""

from collections.abc import Iterable

from django.db import connection

from support.search import text

LONGEST_ID = 90  # letters: a signature on Solana has 88
MOST = 1_000  # different words read of one text
KEPT = 20_000  # words whose stems are remembered before all are forgotten
_stems: dict[str, list[str]] = {}


def written(said: str, code: str) -> list[str]:
    """The words of a text in lower case, each once, accents kept; Chinese as characters and pairs."""
    found = text.WORD.findall(text.lower(said, code))
    spread = (piece for word in found for piece in (text.pieces(word) if text.is_han(word) else [_cut(word)]))
    return list(dict.fromkeys(spread))[:MOST]


def folded(words: Iterable[str], code: str) -> list[str]:
    """The same words as people type them in a hurry."""
    return sorted({text.fold(word, code) for word in words} - {""})


def stems(words: list[str]) -> dict[str, list[str]]:
    """What each word may stand for in the vectors, in any of our languages; what PostgreSQL said of a word
    once holds for good."""
    found = {word: known for word in words if (known := _stems.get(word)) is not None}
    if unknown := [word for word in words if word not in found]:
        asked = _asked(unknown)
        fresh = {word: asked.get(word, []) for word in unknown}
        if len(_stems) > KEPT:
            _stems.clear()
        _stems.update(fresh)
        found |= fresh
    return found


def _asked(words: list[str]) -> dict[str, list[str]]:
    configs = sorted({language.config for language in text.LANGUAGES.values()})
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT word, array_agg(DISTINCT lexeme)
            FROM unnest(%s::text[]) word, unnest(%s::regconfig[]) config,
                 unnest(tsvector_to_array(to_tsvector(config, word))) lexeme
            GROUP BY word
            """,
            [words, configs],
        )
        return dict(cursor.fetchall())


def _cut(word: str) -> str:
    return word[: LONGEST_ID if word.isascii() else text.LONGEST_WORD]
