"""Times as the pages of explorers write them: "2 days 3 hrs ago (Nov-19-2026 09:12:33 PM +UTC)"."""

import re

_STAMP = re.compile(
    r"(?<!\w)([^\W\d_]{3,9})-(\d{1,2})-(\d{4})(?!\d)|(?<!\d)(\d{1,2})-([^\W\d_]{3,9})-(\d{4})(?!\d)"
)
_AGE = re.compile(
    r"^[^()]*\b(?:ago|vor|hace|fa|atrás|назад|önce|前)\b[^()]*\((?=[^()]*\d:\d\d)", re.IGNORECASE
)
_AGE_BEHIND = re.compile(
    r"(?<=\d)(?P<zone> \(?utc\)?| [ap]m)? ?"
    r"\([^()]*(?:\b(?:ago|vor|hace|il y a|fa|atrás|há|назад|önce)\b|前)[^()]*\)?$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[()\[\]|]+")
_PLUS_UTC = re.compile(r"\+ ?(utc|gmt)(?!\w|[+-]?\d)", re.IGNORECASE)


def plainly(text: str) -> str:
    """The text with a stamp's date as one writes it, and without the age beside it: the stamp is exact."""
    text = _STAMP.sub(lambda match: " ".join(part for part in match.groups() if part), text)
    text = _AGE_BEHIND.sub(lambda match: match["zone"] or "", _AGE.sub("", text))
    text = _BRACKETS.sub(" ", text)
    return " ".join(_PLUS_UTC.sub(r"\1", text).split())
