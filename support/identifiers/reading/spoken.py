"""Times as they are spoken, written as clocks and calendars have them: "halb drei", "полчаса", "下午三点"."""

import re

from . import spans, told_hours
from .phrases import any_of

_HOUR = rf"({told_hours.HOUR})"
_HOURS = r"(?: ?(?:heures?|horas?|ore))?"
# What is said around an hour, and the minutes it is past it; below 0, the hour has not begun.
_SAID = [
    (rf"half (?:past )?{_HOUR}", 30),
    (rf"(?:a )?quarter past {_HOUR}", 15),
    (rf"(?:a )?quarter (?:to|before) {_HOUR}", -15),
    (rf"viertel nach {_HOUR}", 15),
    (rf"viertel vor {_HOUR}", -15),
    (rf"halb {_HOUR}(?: uhr)?", -30),
    (rf"{_HOUR}{_HOURS} (?:y media|et demie?|e mezz[ao]|e meia|buçuk(?:ta)?)", 30),
    (rf"{_HOUR}{_HOURS} (?:y cuarto|et quart|e un quarto|e um quarto)", 15),
    (rf"{_HOUR}{_HOURS} (?:menos cuarto|moins le quart|meno un quarto)", -15),
    (rf"{_HOUR} ?点半", 30),
    (rf"{_HOUR} ?点一刻", 15),
]
_PATTERNS = [(re.compile(rf"(?<![^\W\u4e00-\u9fff]){words}(?!\w)"), past) for words, past in _SAID]
_BEGUN = [
    "перв",
    "втор",
    "треть",
    "четв",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннад",
    "двенад",
]
_RUSSIAN_HALF = re.compile(rf"(?<!\w)(?:половин[ауые] |пол-?)({'|'.join(_BEGUN)})\w+")
_SPANS = {"полчаса": "30 минут"}
_SPAN = any_of(_SPANS)
# Turkish: saat 9'da, dokuzda, ayın 18'inde
_SUFFIX = re.compile(
    rf"(?:(?<=\d)['’]?(?:s?[iıuü]nd[ea]|[dt][ea]n?)|(?<!\w)(?:{_HOUR})(?P<end>[dt][ea]))(?!\w)"
)
_HAN = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_NUMBER = re.compile("([一二两三四五六七八九十]{1,3})(?=点|时|月|日|号|个半)")


def plainly(text: str, language: str) -> tuple[str, bool]:
    """The text in small letters, its times in digits; and whether an hour was said as only talk says it."""
    if language.startswith("tr"):
        text = _SUFFIX.sub(lambda match: match[1] or "", text.replace("I", "ı"))
    text = " ".join(text.replace("İ", "i").lower().split())
    text = _HAN_NUMBER.sub(lambda match: str(_han(match[1])), text)
    text = told_hours.alike(spans.added(text))
    told = told_hours.between(text, language)
    told = _RUSSIAN_HALF.sub(lambda match: _clock(_BEGUN.index(match[1]) + 1, -30), told)
    for pattern, past in _PATTERNS:
        told = pattern.sub(lambda match, past=past: _clock(told_hours.number(match[1]), past), told)  # type: ignore[misc]
    told = told_hours.written(told)
    return _SPAN.sub(lambda match: _SPANS[match[0]], told), told != text


def _clock(hour: int, past: int) -> str:
    minutes = (hour * 60 + past) % (24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _han(signs: str) -> int:
    """十一 is 11, 二十 is 20, 二十三 is 23."""
    tens, ten, ones = signs.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)
