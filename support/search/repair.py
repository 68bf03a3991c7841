"""What somebody meant by words that no document has: all of a question's in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from support.search import text
from support.search.distance import slips

SHORTEST_REPAIRED = 4  # letters; shorter words have too many neighbours
HALF_TYPED = 5  # letters from which an unknown word may be the beginning of one
REPAIRS = 2  # meant words kept for one typed
ALIKE = 24  # trigram neighbours looked at
SHORTEST_PART = 4  # letters of a part of a compound
LAST = "\U0010ffff"  # sorts behind every letter

# Trigrams find neighbours and an index answers; two swapped letters leave a short word too few trigrams
# alike, so those neighbours are looked up by name, as are the parts of a compound.
NEIGHBOURS = """
    WITH asked AS (SELECT unnest(%(words)s::text[]) AS word)
    SELECT 'begun', word, near.text, near.documents
    FROM asked CROSS JOIN LATERAL (
        SELECT text, documents FROM search_term
        WHERE language = %(code)s AND kind = 'w' AND documents > 0
            AND text ~>=~ word AND text ~<~ (word || %(last)s)
        ORDER BY documents DESC, text LIMIT %(repairs)s
    ) near WHERE length(word) >= %(half)s
    UNION ALL
    SELECT 'near', word, near.text, near.documents
    FROM asked CROSS JOIN LATERAL (
        SELECT text, documents FROM search_term
        WHERE language = %(code)s AND kind = 'w' AND documents > 0 AND text %% word
        ORDER BY similarity(text, word) DESC, documents DESC, text LIMIT %(alike)s
    ) near
    UNION ALL
    SELECT way, word, known.text, known.documents
    FROM unnest(%(ways)s::text[], %(owners)s::text[], %(named)s::text[]) AS tried (way, word, name)
    JOIN search_term known
        ON known.language = %(code)s AND known.kind = 'w' AND known.documents > 0 AND known.text = name
"""


@dataclass
class Meant:
    """What an unknown word may be: other words, likeliest first, or else the parts of a compound."""

    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def meant(unknown: Iterable[str], code: str) -> dict[str, Meant]:
    """Each unknown folded word with what it was probably meant to be.

    As a known word goes on when it is half typed, else what is within a slip or two, nearest first, else
    the longest known beginning and end: Kontosperrung → konto, sperrung. Nothing for short ones and numbers.
    """
    words = [word for word in unknown if _can_be_repaired(word)]
    if not words:
        return {}
    tried = [("near", word, name) for word in words for name in _swapped(word)]
    tried += [("part", word, name) for word in words for name in _ends(word)]
    ways, owners, named = (list(column) for column in zip(*tried, strict=True))
    asked: dict[str, Any] = {
        "words": words,
        "code": code,
        "last": LAST,
        "repairs": REPAIRS,
        "half": HALF_TYPED,
    }
    asked |= {"alike": ALIKE, "ways": ways, "owners": owners, "named": named}
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEIGHBOURS, asked)
        for way, word, other, documents in cursor.fetchall():
            found[way, word][other] = documents
    return {
        word: _chosen(word, found["begun", word], found["near", word], found["part", word]) for word in words
    }


def _can_be_repaired(word: str) -> bool:
    return (
        SHORTEST_REPAIRED <= len(word) <= text.LONGEST_WORD and not text.is_han(word) and not word.isdigit()
    )


def _chosen(word: str, begun: dict[str, int], near: dict[str, int], parts: dict[str, int]) -> Meant:
    if begun:
        return Meant(words=tuple(begun))
    most = 1 if len(word) <= 5 else 2
    far = [(slips(word, other, most), -documents, other) for other, documents in near.items()]
    if close := [other for away, _, other in sorted(far) if away <= most][:REPAIRS]:
        return Meant(words=tuple(close))
    begins = [part for part in parts if word.startswith(part)]
    ends = [part for part in parts if word.endswith(part)]
    longest = [max(side, key=len) for side in (begins, ends) if side]
    return Meant(parts=tuple(dict.fromkeys(longest)))


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def _ends(word: str) -> list[str]:
    cuts = range(SHORTEST_PART, len(word) - 1)
    return [part for cut in cuts for part in (word[:cut], word[-cut:])]
