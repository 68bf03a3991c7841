"""The beginning, the middle and the end of a month that is named: "Anfang November", "11月底"."""

import re
from datetime import date
from functools import cache

from . import calendar_words
from .phrases import Text

# The day that stands for each part, and how nine languages say it before a month's name.
_BEFORE = {
    5: "early|beginning of|start of|anfang|zu beginn|principios|comienzos|inicios|début|debut|inizio|inizi"
    "|início|inicio|começo|começos|в начале|начало",
    15: "mid|middle of|mitte|mediados|mi|milieu|metà|meta|meados|в середине|середина",
    25: "late|end of|ende|finales|fines|fin|fine|fim|final|в конце|конец",
}
_BEHIND = {5: "başında|başı|başlarında", 15: "ortasında|ortası|ortalarında", 25: "sonunda|sonu|sonlarında"}
_HAN = {5: "月初|月上旬", 15: "月中旬?", 25: "月底|月末|月下旬"}
_ARTICLE = r"(?:a |à |au |all'|all’|alla |agli |no |em |zu )?"
_OF = r"[ -](?:(?:de|d'|di|do|du|of|des|mois de) ?)?"


def read(left: Text, today: date, language: str) -> date | None:
    """A day in that part of the last such month, taken out of the text."""
    for day, pattern in _patterns(language):
        if match := left.take(pattern):
            number = match["han"] or calendar_words.months(language)[(match["one"] or match["two"])]
            return _last(match["year"] or match["years"], int(number), day, today)
    return None


def _last(year: str | None, month: int, day: int, today: date) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(int(year) if year else today.year - (month > today.month), month, day)


@cache
def _patterns(language: str) -> list[tuple[int, re.Pattern[str]]]:
    month = "|".join(sorted(map(re.escape, calendar_words.months(language)), key=len, reverse=True))
    return [
        (
            day,
            re.compile(
                rf"(?<!\w){_ARTICLE}(?:{_BEFORE[day]}){_OF}(?P<one>{month})\.?"
                r"(?: (?:de |del )?(?P<year>20\d\d))?(?!\w)"
                rf"|(?<!\w)(?P<two>{month})(?:['’]?[ıiuü]n)? (?:{_BEHIND[day]})(?!\w)"
                rf"|(?:(?P<years>20\d\d)年)?(?<!\d)(?P<han>\d{{1,2}})(?:{_HAN[day]})"
            ),
        )
        for day in (5, 15, 25)
    ]
