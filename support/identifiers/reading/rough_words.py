"""How people say that they do not know exactly when, in nine languages: the words are rough_words.json."""

import json
import re
from datetime import timedelta
from pathlib import Path

from .phrases import any_of

_WORDS = json.loads(Path(__file__).with_suffix(".json").read_text())

HEDGE = any_of(word for words in _WORDS["hedges"].values() for word in words)  # then nothing is exact
PARTS = {word: int(hour) for hour, words in _WORDS["hours of parts of a day"].items() for word in words}
PART = any_of(PARTS)
HOURS = {word: int(hour) for hour, words in _WORDS["hours"].items() for word in words}
HOUR, NOW = any_of(HOURS), any_of(_WORDS["now"])
LAST_NIGHT, WEEKEND, LAST = (any_of(_WORDS[name]) for name in ("last night", "weekend", "last"))
THIS_WEEK, LAST_MONTH = any_of(_WORDS["this week"]), any_of(_WORDS["last month"])
LAST_WEEK = re.compile(
    r"(?<!\w)(?:last week|(?:letzte|vorige)[rn]? woche|semana pasada|semaine (?:derni[èe]re|pass[ée]e)"
    r"|settimana scorsa|scorsa settimana|semana passada|на прошлой неделе|geçen hafta)(?!\w)"
    r"|上个?(?:周|星期|礼拜)(?![一二三四五六日天末])|上个?(?=周|星期|礼拜)"
)

# What lies ahead. "Morgen" and "mañana" are mornings as well, and then stand behind a day or an article.
AHEAD = re.compile(
    r"(?<!\w)(?:tomorrow|demain|domani|amanhã|завтра|yarın|übermorgen)(?!\w)|明天|后天"
    r"|(?<!am )(?<!en )(?<!em )(?<!\w)morgen(?!\w)|(?<!la )(?<!esta )(?<!\w)mañana(?!\w)"
)

NIGHTS = "nights?|nächten?|noches?|nuits?|nott[ei]|noites?|ноч[ьи]|ночей|gece|个?(?:晚上?|夜)"
_UNITS = (
    (timedelta(minutes=1), "minutes?|mins?|minuten?|minutos?|minut[oi]|min|минут[ауы]?|мин|dakika|dk|分钟"),
    (
        timedelta(hours=1),
        "hours?|hrs?|h|stunden?|std|horas?|heures?|or[ae]|час(?:а|ов)?|ч|saat|个?小时|个?钟头",
    ),
    (timedelta(days=1), "days?|tag(?:en|e)?|d[ií]as?|jours?|giorn[oi]|день|дня|дней|gün|天|日"),
    (
        timedelta(weeks=1),
        "weeks?|wochen?|semanas?|semaines?|settiman[ae]|недел[юиья]|hafta|个?(?:周|星期|礼拜)",
    ),
    (timedelta(days=1), NIGHTS),
    (timedelta(days=365), "years?|jahr(?:en|e)?|años?|an(?:s|née|nées)?|ann[io]|anos?|года?|лет|yıl|sene|年"),
    (timedelta(days=30), "months?|monat(?:en|e)?|mes(?:es)?|mois|mes[ei]|mês|месяц(?:а|ев)?|ay|个?月"),
)
UNITS = [(re.compile(words), step) for step, words in _UNITS]
FEW = dict.fromkeys(_WORDS["few"], 3.0)
NUMBERS = {word: float(number) for number, words in _WORDS["numbers"].items() for word in words} | FEW
NUMBER = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
UNIT = "|".join(words for _step, words in _UNITS)
_BEFORE, _AFTER = (
    rf"(?:(?P<{side}n>\d{{1,3}}[.,]\d{{1,2}}|\d{{1,6}}|{NUMBER}) ?)?(?P<{side}u>{UNIT})"
    for side in ("before", "after")
)
AGO = re.compile(
    rf"(?<!\w)(?!da no)(?:vor|seit|hace|desde hace|il y a|depuis|há|ha|faz|da) {_BEFORE}(?: atrás)?(?!\w)"
    rf"|(?<![^\W\u4e00-\u9fff]){_AFTER} ?(?:(?:ago|back|earlier|fa|atrás|назад|önce)(?!\w)|(?:之|以)?前)"
)
