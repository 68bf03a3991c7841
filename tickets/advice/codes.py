"""Error codes in what somebody typed: found as people write them, never where a number is just a number."""

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

LONGEST = 20_000  # characters that are looked at
MOST = 3  # codes that are said something about
SHAPE = re.compile(r"-?[0-9]{3,9}|(?=.*[A-Z])(?=.*[0-9_-])[A-Z0-9]+(?:[-_][A-Z0-9]+)*", re.IGNORECASE)

# Words for error before a number, in our languages; "code 2021" alone may be anything.
WORDS = (
    r"(?:(?<![^\W_])(?:err(?:or|ors|eur|eurs|ore|ori|o|os)?|fehler|ошибк[аиуе]|hata(?:sı)?)"
    r"|错误|报错|出错)"
)
BETWEEN = (
    r"[\s_-]?(?:(?:n\.?[o°]?\.?|nr\.?|de|di)\s)?(?:code|c[oó]digo|codice|nummer|код(?:ом|а)?|kodu?|代码|码|编号)?"
    r"\s?(?:is|ist|es|est|è|é|—|–)?[\s\"'“”«»„:=#(\[<№-]{0,4}"
)
# Where a number is a part of something longer, or an amount.
INSIDE = r"(?<![A-Za-z0-9_.,+*/-])(?<![0-9%)\]] )"
GOES_ON = r"(?![A-Za-z0-9_]|[-./:][A-Za-z0-9]|,[0-9])"
IS_MONEY = (
    r"(?!\s?[%‰€$£¥₽₺₿₴元]|\s[0-9]{3}\b|\s(?-i:[A-Z]{3,6})\b"
    r"|\s(?:usd[tc]?|eur(?:os?)?|btc|eth|sol|xrp|gbp|rub|tl|dollars?|dólares|евро|руб|美元))"
)


def read(text: str, known: Collection[str]) -> list[str]:
    """The known codes that stand in a text, in its order, each once, at most MOST; spelled as they are known.

    A code of letters is found in either case, with or without its dashes. A number counts as a code with its
    minus ("-1021"), after an E ("E-1021") or after a word for error ("error 1021").
    """
    by_fold = {fold(code): code for code in sorted(known)}
    if not by_fold:
        return []
    plain = re.sub("[‐-―−]", "-", unicodedata.normalize("NFKC", text[:LONGEST]))
    found = (by_fold[fold(match[match.lastgroup or 0])] for match in _pattern(by_fold).finditer(plain))
    return list(dict.fromkeys(found))[:MOST]


def fold(code: str) -> str:
    """A code by its letters and digits alone: "mx-406" and "MX406" are one."""
    return re.sub("[^A-Z0-9]", "", unicodedata.normalize("NFKC", code).upper())


def _pattern(by_fold: dict[str, str]) -> re.Pattern[str]:
    spelled = "|".join(_spelled(code) for code in by_fold.values() if not fold(code).isdecimal()) or "(?!)"
    numbers = "|".join(number for number in by_fold if number.isdecimal()) or "(?!)"
    letters = rf"(?<![A-Za-z0-9_-])(?P<letters>{spelled})(?![A-Za-z0-9_]|-[A-Za-z0-9])"
    signed = rf"{INSIDE}(?:E-?|-)(?P<signed>{numbers}){GOES_ON}{IS_MONEY}"
    named = rf"{WORDS}{BETWEEN}(?P<named>{numbers}){GOES_ON}"
    return re.compile(f"{letters}|{signed}|{named}", re.IGNORECASE)


def _spelled(code: str) -> str:
    """Its runs of letters and digits, with what people put between them; a space only between two words."""
    runs = re.findall(r"[A-Z]+|[0-9]+", code.upper())
    pieces = [runs[0]]
    for before, run in pairwise(runs):
        pieces += ["[-_ ]?" if before.isalpha() and run.isalpha() else "[-_]?", run]
    return "".join(pieces)
