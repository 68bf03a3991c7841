"""Hours told in words or between two: "um eins", "в час ночи", "all'una", "between 3 and 4 pm"."""

import re

from . import calendar_words, rough_words

# One o'clock is the word for "a" in most languages: an hour only where something before it says so.
_ONE = dict.fromkeys(("una", "une", "uma", "um", "bir", "ein", "один", "час"), 1)
_WORDS = rough_words.HOURS | _ONE
HOUR = r"\d{1,2}|" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_WORD = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_AT = [
    re.compile(rf"(?<!\w)(?P<at>{before})(?P<hour>{_WORD})(?P<after>{after})(?![\w:])")
    for before, after in (
        ("um |gegen ", "(?: uhr)?"),
        ("a las? |sobre las? |hacia las? |de las? ", "(?: horas?)?"),
        ("à |vers ", " heures?"),
        ("all[e'’] ?|verso l[e'’] ?|intorno all[e'’] ?", "(?: ore)?"),
        ("às? |as |pelas? |lá pelas? ", "(?: horas?)?"),
        ("в |около ", "(?: часов| часа)?(?! назад)"),
        ("saat ", ""),
        ("at |by ", "(?: o'clock)?"),
    )
]
_FRENCH = re.compile(r"(?<!\w)(?P<hour>une|deux|trois) heures? (?=du |de l)")
_ABOUT_ONE = re.compile(r"(?<!\w)(?:около|примерно в|где-то в) часа?(?= ночи| дня|$)")
_GERMAN_ONE = re.compile(r"(?<!\w)ein uhr(?!\w)")
_TO = re.compile(
    r"(?<!\w)без (?P<minutes>пяти|десяти|четверти|двадцати пяти|двадцати|\d{1,2})(?: минут)? (?P<hour>"
    + HOUR
    + r")(?!\w)"
)
_MINUTES = {"пяти": 5, "десяти": 10, "четверти": 15, "двадцати": 20, "двадцати пяти": 25}
_ALIKE = {
    "minuit et demi": "0:30",
    "minuit et demie": "0:30",
    "midi et demi": "12:30",
    "midi et demie": "12:30",
    "gece yarısında": "midnight",
    "gece yarısı": "midnight",
    "dün gece yarısı": "dün gece midnight",
    "geceyarısı": "midnight",
    "meio dia": "meio-dia",
    "meia noite": "meia-noite",
    "media noche": "medianoche",
    "正午": "中午",
    "零点": "0点",
}
_SAME = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(word)}(?!\w)" if word[0] < "一" else word
        for word in sorted(_ALIKE, key=len, reverse=True)
    )
)
_CLOCK = r"(\d{1,2})(?:[:h](\d{2}))?"
_UNIT = r"(?: ?(?:uhr|h|heures?|horas?|ore|点|时|часов|часа|am|pm))?"
_BETWEEN = re.compile(
    r"(?<!\w)(?:irgendwann )?(?:between|zwischen|entre|tra|fra|между|from|von|de|dalle|das|с) "
    rf"(?:las? |les? |le |as |às )?{_CLOCK}{_UNIT} ?(?:and|und|y|et|e|и|to|bis|a|à|alle|às|до|-) ?"
    rf"(?:las? |les? |le |as )?{_CLOCK}(?![\d:.])"
    rf"|(?<!\w){_CLOCK} ile {_CLOCK} aras[ıi](?:nda)?(?!\w)"
    rf"|(?<!\d){_CLOCK}点?(?:到|至|-){_CLOCK}(?=点)点?(?:之间|间)?"
)
_COUNTED = re.compile(rf" ?(?!heures?|horas?|ore|час|h(?!\w))(?:{rough_words.UNIT})(?!\w)")


def number(word: str) -> int:
    """The hour of a word or of digits."""
    return int(word) if word.isdecimal() else _WORDS[word]


def alike(text: str) -> str:
    """The text with noon and midnight in the words that are known."""
    return _SAME.sub(lambda match: _ALIKE[match[0]], text)


def between(text: str, language: str) -> str:
    """The text with the middle of two hours; not of two days or lengths of time."""
    found = _BETWEEN.search(text)
    if found is None or _COUNTED.match(text, found.end()) or _is_month(text[found.end() :], language):
        return text
    return " ".join(_BETWEEN.sub(_middle, text).split())


def written(text: str) -> str:
    """The text with the hours told in words as clocks have them."""
    text = _TO.sub(lambda match: _before(number(match["hour"]), match["minutes"]), text)
    text = _ABOUT_ONE.sub("около 1:00", text)
    text = _GERMAN_ONE.sub("1:00 uhr", text)
    for pattern in (*_AT, _FRENCH):
        text = pattern.sub(
            lambda match: f"{match.groupdict().get('at', '')}{number(match['hour'])}:00 ", text
        )
    return " ".join(text.split())


def _is_month(behind: str, language: str) -> bool:
    words = re.findall(r"[^\W\d_]+", behind)[:2]  # "de noviembre"
    return any(word in calendar_words.months(language) for word in words)


def _before(hour: int, minutes: str) -> str:
    until = (hour * 60 - (_MINUTES.get(minutes) or int(minutes))) % (24 * 60)
    return f"{until // 60}:{until % 60:02}"


def _middle(match: re.Match[str]) -> str:
    first, past, last, behind = (int(part or 0) for part in _four(match))
    start, end = first * 60 + past, last * 60 + behind
    if not start < end <= 24 * 60:
        return match[0]
    middle = (start + end) // 2
    return f" about {middle // 60}:{middle % 60:02} "


def _four(match: re.Match[str]) -> list[str | None]:
    groups = list(match.groups())
    start = next(place for place in range(0, len(groups), 4) if groups[place])
    return groups[start : start + 4]
