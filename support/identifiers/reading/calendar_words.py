"""The words of dates as people type them: months and days of the reader's language and of English."""

from collections.abc import Callable, Mapping
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

# Days ago, in our nine languages.
_DAYS = (
    (0, "today heute hoy aujourd'hui oggi hoje сегодня bugün 今天 今日"),
    (1, "yesterday gestern ayer hier ieri ontem вчера dün 昨天"),
    (2, "vorgestern anteayer avant-hier anteontem позавчера 前天"),
)
DAYS = {word: ago for ago, words in reversed(_DAYS) for word in words.split()}  # avant-hier before hier
# What stands around a date and a time and tells nothing.
_FILLERS = {
    "en": "at on the of th st nd rd about around ca circa t date time clock o'clock",
    "de": "um am uhr den gegen etwa datum uhrzeit zeit",
    "fr": "à a le vers heure date h",
    "es": "las los el al del de hacia fecha hora hs",
    "it": "alle ore il data ora",
    "pt": "às as do dia em o",
    "ru": "в во г года час часов около дата время",
    "tr": "saat saatinde tarihinde tarih",
    "zh": "大约 约 点 时 日期 时间",
}
FILLERS = frozenset(word for words in _FILLERS.values() for word in words.split())


@cache
def months(language: str) -> dict[str, int]:
    """Month names, long and short, as they stand alone and in dates, in lower case, no point behind."""
    return _names(get_month_names, language)


@cache
def weekdays(language: str) -> frozenset[str]:
    """Names of weekdays, long and short."""
    return frozenset(_names(get_day_names, language))


def _names(names_of: Callable[..., Mapping[int, str]], language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in dict.fromkeys(("en", language.split("-")[0])):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = names_of(width, context, Locale.parse(locale))
                found |= {name.lower().rstrip("."): number for number, name in names.items()}
    return found
