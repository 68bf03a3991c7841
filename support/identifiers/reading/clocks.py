"""The time of day in typed text: by the clock, or by the part of the day."""

import re
from datetime import time

from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import rough_words
from .phrases import Text

_HALF = r"(?:a\. ?m\.?|p\. ?m\.?|am|pm|öö|ös)"
_HOUR_OF = r"(?P<before>上午|下午|晚上|早上|凌晨)? ?(?<![\d.:])(?P<hour>\d{1,2})"
_TIME = re.compile(
    rf"{_HOUR_OF} ?[:.h时点] ?(?P<minute>\d{{2}})分?(?:[:.](?P<second>\d{{2}})(?:\.\d{{1,9}})?)?"
    rf"(?!\d) ?(?P<after>{_HALF}(?!\w))?"
)
_HOUR = re.compile(
    rf"{_HOUR_OF} ?(?:(?P<after>{_HALF})|h|uhr|点|时|heures?|horas?|час(?:а|ов)?|o'clock)"
    r"(?![^\W\u4e00-\u9fff])"
)
_BARE = re.compile(r"(?<![\w.:/-])(\d{1,2})(?![\w.:/-])")
_AT = re.compile(r"(?<!\w)(?:alle|las|às|as|saat|в|um|gegen|ore|le) (\d{1,2})(?![\w.:/-])")
_NOON, _AFTERNOON, _EVENING, _NIGHT = 12, 15, 19, 22


def read(left: Text, language: str, *, is_rough: bool) -> tuple[time | None, bool]:
    """The time of day, taken out of the text; and whether only a part of the day was told. Raises NotOne."""
    clock = _exact(left, language)
    part = left.take(rough_words.PART)
    if part is None:
        return (clock, False) if clock else (_at(left, language, is_rough=is_rough), False)
    hour = rough_words.PARTS[part[0]]
    if clock is None:
        clock = bare(left)
    return (_later(clock, hour), False) if clock else (time(hour), True)


def bare(left: Text) -> time | None:
    """An hour that is only a number, in digits or as a word."""
    if match := left.take(_BARE):
        return _time(int(match[1]))
    match = left.take(rough_words.HOUR)
    return time(rough_words.HOURS[match[0]]) if match else None


def is_in(text: str) -> bool:
    """Whether a time of day stands in the text."""
    return bool(_TIME.search(text) or _HOUR.search(text))


def _later(clock: time, part: int) -> time:
    """Eight in the evening is twenty; two at night is two, and twelve at night or in the morning is none."""
    if clock.hour == 12 and part not in (_NOON, _AFTERNOON):
        return clock.replace(hour=0)
    is_late = part in (_AFTERNOON, _EVENING) or (part == _NIGHT and clock.hour >= 6)
    return clock.replace(hour=clock.hour + 12) if is_late and 1 <= clock.hour < 12 else clock


def _at(left: Text, language: str, *, is_rough: bool) -> time | None:
    """A bare number as the hour: in the afternoon it can be nothing else; English does not say which half."""
    match = _AT.search(left.rest) if not language.startswith("en") else None
    if match is None and (found := _BARE.search(left.rest)) and is_rough and 13 <= int(found[1]) <= 23:
        match = found
    if match is None:
        return None
    left.cut(match)
    return _time(int(match[1]))


def _exact(left: Text, language: str) -> time | None:
    match = left.take(_TIME) or left.take(_HOUR)
    if not match:
        return None
    said = match.groupdict()
    hour, half = int(said["hour"]), re.sub(r"[. ]", "", said["after"] or said["before"] or "")
    if half == "am" and language.startswith("de"):  # "12:05 am 20.11." is noon
        half = ""
    if half and 1 <= hour <= 12:
        late = half in ("pm", "ös", "下午", "晚上") and not (half == "晚上" and hour == 12)
        hour = hour % 12 + (12 if late else 0)
    return _time(hour, int(said.get("minute") or 0), int(said.get("second") or 0))


def _time(hour: int, minute: int = 0, second: int = 0) -> time:
    try:
        return time(hour, minute, second)
    except ValueError:
        raise NotOne("no-time", _("This time is on no clock. Write it from 00:00 to 23:59.")) from None
