"""Long words in pieces that a network takes, cut where a reader would pause."""

import bisect
import re
from collections.abc import Callable

# Never in front of these: marks, joiners and selectors belong to the character before them.
JOINS = re.compile("[\u0300-\u036f\u200d\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
PAUSES = ("\n\n", "\n", ". ", "! ", "? ", "。", "！", "？", "; ", ", ", "，", " ")


def fit(text: str, limit: int, measure: Callable[[str], int] = len) -> list[str]:
    """The text in pieces of at most `limit`, as `measure` counts; one piece when it fits whole."""
    rest, pieces = text.strip(), []
    while measure(rest) > limit:
        most = bisect.bisect_right(range(1, len(rest) + 1), limit, key=lambda end: measure(rest[:end]))
        cut = _pause(rest, max(most, 1))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _pause(text: str, most: int) -> int:
    """Where to cut within the first `most` characters: at the best pause in their second half, if any."""
    for pause in PAUSES:
        found = text.rfind(pause, most // 2, most)
        if found > 0:
            return found + len(pause)
    while most > 1 and (JOINS.match(text, most) or text[most - 1] == "\u200d"):
        most -= 1
    return most
