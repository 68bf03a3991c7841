"""One text, faithfully translated or not at all."""

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from support import shield

from .kept import PLACE, put_back, take_out
from .translator import Busy, Silent, Translator, Unfaithful

RESTS = "translator-rests"  # in the cache: nobody else asks meanwhile
SILENT_FOR, BUSY_FOR, LONGEST_REST = 10, 30, 300  # seconds


def is_configured() -> bool:
    """Whether there is a translator to ask."""
    return bool(settings.TRANSLATOR_URL)


def translate(text: str, *, source: str, target: str) -> str:
    """A text in another language, with what must stay byte for byte; raises NoTranslation.

    Secrets are masked once more before anything leaves, and marks do not leave either. A translator that was
    silent or busy is left in peace for a while.
    """
    if rests := cache.get(RESTS):
        raise rests
    asked, kept = take_out(shield.mask(text).text)
    if not any(letter.isalpha() for letter in PLACE.sub("", asked)):
        return text  # nothing but numbers and names
    translator: Translator = import_string(settings.TRANSLATOR)()
    try:
        said = translator.translate(asked, source, target)
    except Busy as busy:
        cache.set(RESTS, busy, min(busy.after or BUSY_FOR, LONGEST_REST))
        raise
    except Silent as silent:
        cache.set(RESTS, silent, SILENT_FOR)
        raise
    if not said.strip() or "\0" in said:
        raise Unfaithful("it said nothing")
    return put_back(said, kept)
