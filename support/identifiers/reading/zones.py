"""Time zones by the letters people write behind a time; letters of several zones are asked about."""

import re
from datetime import timedelta

from django.utils.translation import gettext as _

from ..refusal import NotOne

# Hours ahead of UTC, as tzdata abbreviates them; the German and Russian letters beside them.
_HOURS = {
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "HST": -10},
    **{"BRT": -3, "ART": -3, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2},
    **{"EEST": 3, "MSK": 3, "МСК": 3, "TRT": 3, "GST": 4, "PKT": 5, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8},
    **{"PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}
_SEVERAL = {
    "BST": ("UTC+1", "UTC+6"),  # Britain in summer, Bangladesh
    "IST": ("UTC+5:30", "UTC+2", "UTC+1"),  # India, Israel, Ireland in summer
    "CST": ("UTC-6", "UTC+8"),  # the middle of America, China
    "AST": ("UTC-4", "UTC+3"),  # the east of Canada, Arabia
}
_CLOCK_BEFORE = re.compile(r"(?:\d|[ap]\.? ?m\.?)\s*$", re.IGNORECASE)


def named(word: str, before: str) -> timedelta | None:
    """How far the zone of these letters is ahead of UTC; None for no zone's. Raises NotOne for several.

    Small letters are a zone's only right behind a time: "est" is French for something else.
    """
    letters = word.upper()
    if word != letters and not _CLOCK_BEFORE.search(before):
        return None
    if letters in _SEVERAL:
        told = {"zone": letters, "zones": ", ".join(_SEVERAL[letters]), "one": _SEVERAL[letters][0]}
        words = _(
            "“%(zone)s” is several time zones: %(zones)s. Write the one you mean, for example 14:05 %(one)s."
        )
        raise NotOne("zone", words % told)
    return timedelta(hours=_HOURS[letters]) if letters in _HOURS else None
