"""How long ago it was where that takes more than one number: "2 days 3 hrs ago", "an hour and a half"."""

import re
from datetime import timedelta

from . import rough_words

_N = rf"\d{{1,3}}|{rough_words.NUMBER}"
_U = rough_words.UNIT
_START = r"(?<![^\W\u4e00-\u9fff])"
_HALF = r"(?:and a half|y media|et demie?|e mezz[ao]|e meia)"
_HALVES = [
    re.compile(
        rf"{_START}(?P<n>{_N}) (?:and a half|y media|et demi|e mezz[ao]|e meia|buçuk|с половиной)"
        rf" (?P<u>{_U})(?!\w)"
    ),
    re.compile(rf"{_START}(?:(?P<n>{_N})(?: |'))?(?P<u>{_U}),? {_HALF}(?!\w)"),
    re.compile(rf"(?<!\w)(?P<n>{_N})einhalb (?P<u>{_U})(?!\w)"),
    re.compile(rf"(?P<n>{_N})个半(?P<u>小时|钟头|月)"),
]
_PAIR = rf"(?:{_N}) ?(?:{_U})"
_AND = r"(?:,? ?(?:and|und|y|et|e|и|ve|零|又)? ?)"
_SEVERAL = re.compile(rf"{_START}{_PAIR}(?:{_AND}{_PAIR})+(?![^\W\u4e00-\u9fff])")
_ONE = re.compile(rf"{_START}(?P<n>{_N}) ?(?P<u>{_U})(?![^\W\u4e00-\u9fff\d])")
_A_AND_A_HALF = {"полтора", "полторы", "anderthalb"}
_POINT = re.compile(r"(?<=[\d ])(std|mins?|hrs?|мин|ч)\.(?= |$)")
_ELISION = re.compile(r"(?<!\w)un'(?=or[ae])")


def added(text: str) -> str:
    """The text with such a span as one number of one unit; as it was where it says no "ago"."""
    told = _POINT.sub(r"\1", _ELISION.sub("un ", text))
    for word in _A_AND_A_HALF:
        told = re.sub(rf"(?<!\w){word}(?!\w)", "1.5", told)
    for half in _HALVES:
        told = half.sub(lambda match: f"{_number(match['n'] or '1') + 0.5:g} {match['u']} ", told)
    told = _SEVERAL.sub(lambda match: f"{_minutes(match[0])} minutes ", told)
    told = " ".join(told.split())
    return told if rough_words.AGO.search(told) else text


def _minutes(pairs: str) -> int:
    found = sum((_number(one["n"]) * step_of(one["u"]) for one in _ONE.finditer(pairs)), timedelta())
    return int(found / timedelta(minutes=1))


def step_of(unit: str) -> timedelta:
    """How long a unit is."""
    return next(step for pattern, step in rough_words.UNITS if pattern.fullmatch(unit))


def _number(written: str) -> float:
    return float(written) if written.isdecimal() else rough_words.NUMBERS[written]
