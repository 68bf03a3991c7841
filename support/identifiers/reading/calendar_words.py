"""The words of dates as people type them: months and days of the reader's language and of English."""

from collections.abc import Callable, Mapping
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

# Days ago, in our nine languages.
_DAYS = (
    (0, "today heute hoy aujourd'hui oggi hoje сегодня bugün 今天 今日"),
    (1, "yesterday gestern ayer hier ieri ontem вчера dün 昨天 昨日"),
    (2, "vorgestern anteayer avant-hier anteontem позавчера 前天 l'altroieri avantieri"),
    (3, "大前天"),
)
DAYS = {word: ago for ago, words in reversed(_DAYS) for word in words.split()}  # avant-hier before hier
DAYS |= {"dünden": 1} | dict.fromkeys(
    (
        "day before yesterday",
        "antes de ayer",
        "antier",
        "altro ieri",
        "l'altro ieri",
        "evvelsi gün",
        "önceki gün",
    ),
    2,
)
# What stands around a date and a time and tells nothing.
_FILLERS = {
    "en": "since at on of the th st nd rd t date time clock o'clock in this that it was i we "
    "sent did paid it's",
    "de": "seit um am uhr den der datum uhrzeit zeit im in diesen diesem dem war es ich wir habe gesendet",
    "fr": "depuis à a le la l du au de en heure heures date h ce cet cette dans c'était j'ai envoyé",
    "es": "desde las los la el al del de en por esta este fecha hora horas hs día fue envié",
    "it": "da alle all all' il la l' nel nella di del della data ora ore questa questo ho inviato",
    "pt": "desde às as ao do da dia em o a no na de à esta este foi enviei horas",
    "ru": "с со в во г года час часа часов дата время это было я на этой",
    "tr": "saat saati saatinde tarihinde tarih günü bu sonra beri",
    "zh": "从 自从 开始 号 日 点 时 日期 时间 的 在 是 我 这",
}
FILLERS = frozenset(word for words in _FILLERS.values() for word in words.split())
# As people say and bend the names of weekdays; 0 is Monday.
_ALSO = {
    "pt": {"segunda": 0, "terça": 1, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4},
    "ru": {"среду": 2, "пятницу": 4, "субботу": 5},
    "zh": {f"{week}{day}": number for week in ("周", "礼拜") for number, day in enumerate("一二三四五六天")},
}


@cache
def months(language: str) -> dict[str, int]:
    """Month names, long and short, as they stand alone and in dates, in lower case, no point behind."""
    return _names(get_month_names, language)


@cache
def weekdays(language: str) -> dict[str, int]:
    """Names of weekdays, long and short, and their number from Monday, which is 0."""
    return _names(get_day_names, language) | _ALSO.get(language.split("-")[0], {})


def _names(names_of: Callable[..., Mapping[int, str]], language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in dict.fromkeys(("en", language.split("-")[0])):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = names_of(width, context, Locale.parse(locale))
                found |= {name.lower().rstrip("."): number for number, name in names.items()}
    return found
