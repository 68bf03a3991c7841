"""One text, faithfully translated or not at all."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from support import shield

from .kept import PLACE, put_back, take_out
from .translator import Busy, Silent, Translator, Unfaithful

NOTHING: Mapping[str, str] = MappingProxyType({})
RESTS = "translator-rests"  # in the cache: nobody else asks meanwhile
SILENT_FOR, BUSY_FOR, LONGEST_REST = 10, 30, 300  # seconds


def is_configured() -> bool:
    """Whether there is a translator to ask."""
    return bool(settings.TRANSLATOR_URL)


def translate(
    text: str,
    *,
    source: str,
    target: str,
    keep: re.Pattern[str] | None = None,
    said: Mapping[str, str] = NOTHING,
) -> str:
    """A text in another language, with what must stay byte for byte; raises NoTranslation.

    `keep` finds what else must stay; where `said` has it, that stands in its place. Secrets are masked once
    more before anything leaves, and marks do not leave either. A translator that was silent or busy is left
    in peace for a while.
    """
    if rests := cache.get(RESTS):
        raise rests
    asked, kept = take_out(shield.mask(text).text, keep)
    if not any(letter.isalpha() for letter in PLACE.sub("", asked)):
        return put_back(asked, [said.get(one, one) for one in kept]) if said else text  # names and numbers
    translator: Translator = import_string(settings.TRANSLATOR)()
    try:
        answer = translator.translate(asked, source, target)
    except Busy as busy:
        cache.set(RESTS, busy, min(busy.after or BUSY_FOR, LONGEST_REST))
        raise
    except Silent as silent:
        cache.set(RESTS, silent, SILENT_FOR)
        raise
    if not answer.strip() or "\0" in answer:
        raise Unfaithful("it said nothing")
    return put_back(answer, [said.get(one, one) for one in kept])
