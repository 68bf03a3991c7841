"""Which mark of a number parts the thousands and which the decimals, in the ways the world writes them."""

import re
from dataclasses import dataclass

_POINT_LANGUAGES = ("en", "zh")  # of our nine; the other seven write a decimal comma
_GROUPS = re.compile(
    r"[0-9]{1,3}(?:[ ,.'][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
)  # or India's 12,34,567


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in plain digits with a point; `guessed` is the mark that only the language explained."""

    plain: str
    guessed: str = ""
    grouping: bool = False  # what the guessed mark was taken for: thousands, else decimals


def read(written: str, language: str) -> Numeral | None:
    """Digits with their marks (space ' , . and the Arabic ones) understood; None when they make no number."""
    text = re.sub(r" *([.,']) *", r"\1", written.strip()).replace("٬", "'").replace("٫", "~")
    marks = "".join(dict.fromkeys(re.sub("[0-9 ']", "", text)))
    if "~" in marks:
        return _split(text, "~") if marks == "~" else None
    if len(marks) == 2:
        return _split(text, text[max(text.rfind("."), text.rfind(","))])
    if not marks or text.count(marks) > 1:
        return _split(text, "")
    return _one_mark(text, marks, language)


def _one_mark(text: str, mark: str, language: str) -> Numeral | None:
    whole, _mark, rest = text.partition(mark)
    parted = " " in whole or "'" in whole
    if parted or len(rest) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
        return _split(text, mark)
    decimal = "." if language.startswith(_POINT_LANGUAGES) else ","
    if mark == decimal:
        return Numeral(f"{whole}.{rest}", guessed=mark)
    return Numeral(whole + rest, guessed=mark, grouping=True)


def _split(text: str, decimal: str) -> Numeral | None:
    whole, _mark, rest = text.partition(decimal) if decimal else (text, "", "")
    if not re.fullmatch("[0-9]*", rest) or (not whole and not rest):
        return None
    if (
        whole
        and not whole.isdigit()
        and (not _GROUPS.fullmatch(whole) or len(set(re.sub("[0-9]", "", whole))) > 1)
    ):
        return None
    return Numeral(f"{re.sub('[^0-9]', '', whole) or '0'}.{rest or '0'}")
