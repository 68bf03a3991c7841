"""Words that mean the same to a reader: txid and hash, 2FA and authenticator.

A connection's option `SYNONYMS` names a JSON file `{"en": [["txid", "transaction id", "hash"], …], …}`.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from support.search import text

Groups = tuple[tuple[str, ...], ...]  # folded phrases, each between spaces unless Chinese


@cache
def groups(path: str, code: str) -> Groups:
    """The groups of a language, folded; none without a file."""
    if not path:
        return ()
    table: dict[str, list[list[str]]] = json.loads(Path(path).read_text("utf-8"))
    return tuple(tuple(_phrase(one, code) for one in group) for group in table.get(code, []))


def _phrase(written: str, code: str) -> str:
    phrase = " ".join(text.words(written, code))
    return phrase if text.is_han(phrase) else f" {phrase} "


def others(asked: Iterable[str], path: str, code: str) -> list[str]:
    """Words of the phrases that mean the same as some phrase in the asked words, without those asked."""
    words = list(asked)
    said = f" {' '.join(words)} "
    found: dict[str, None] = {}
    for group in groups(path, code):
        if any(phrase in said for phrase in group):
            found.update(dict.fromkeys(word for phrase in group for word in phrase.split()))
    return [word for word in found if word not in words]
