"""What a translator must not touch: taken out before, put back after, and counted.

Amounts, numbers and dates in digits, ids, addresses, hashes, links, e-mail addresses, names on networks,
code and the marks of hidden secrets stay byte for byte. A translator sees `[[0]]`, `[[1]]` … in their places.
"""

import re

from .translator import Unfaithful

WITH_DIGITS = (
    r"[!-~]*\d(?:[!-~]|\d)*"  # a run without spaces; in ASCII, so that it ends where Chinese goes on
)
KEPT = re.compile(
    "|".join(
        [
            r"⟦masked:[^⟧\n]{2,40}⟧",
            r"```.*?```|`[^`\n]+`",
            r"(?:https?://|www\.)[!-~]+",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            r"(?<!\w)@\w+",
            rf"{WITH_DIGITS}(?:[ \u00a0\u202f]{WITH_DIGITS})*(?:[ \u00a0\u202f][A-Z]{{2,6}}\b)?",
            r"(?=[A-Za-z]*[a-z][A-Z])[A-Za-z]{26,}",  # an address in which no digit happens to be
        ]
    ),
    re.DOTALL,
)
BEFORE, AFTER = "([{<\"'“‘«", ")]}>\"'”’».,;:!?"  # of the sentence, not of what is kept
PLACE = re.compile(r"\[\s*\[\s*([0-9]{1,4})\s*\]\s*\]")


def take_out(text: str, also: re.Pattern[str] | None = None) -> tuple[str, list[str]]:
    """The text with places instead of what is kept, and what stood there, in order; `also` is kept whole."""
    every = re.compile(f"{KEPT.pattern}|(?P<also>{also.pattern})", KEPT.flags | also.flags) if also else KEPT
    kept: list[str] = []

    def place(found: re.Match[str]) -> str:
        said = found[0]
        is_whole = said.startswith(("⟦", "`")) or bool(also and found["also"])
        inner = said if is_whole else said.lstrip(BEFORE).rstrip(AFTER) or said
        begins, _, ends = said.partition(inner)
        kept.append(inner)
        return f"{begins}[[{len(kept) - 1}]]{ends}"

    return every.sub(place, text), kept


def put_back(text: str, kept: list[str]) -> str:
    """A translation with everything in its place again.

    Raises Unfaithful when a place is missing or doubled, or where something stands that nobody wrote.
    """
    places = sorted(int(found[1]) for found in PLACE.finditer(text))
    if places != list(range(len(kept))):
        raise Unfaithful("it lost or doubled something that must stay")
    if KEPT.search(PLACE.sub(" ", text)):
        raise Unfaithful("it wrote a number, an address or a link that was not there")
    return PLACE.sub(lambda found: kept[int(found[1])], text)
