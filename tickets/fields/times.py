"""Answers about time: typed in the customer's zone, kept as UTC, said in both."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from support import identifiers
from tickets.fields.reading import Around, Kind, Read

FIRST_YEAR = 2009  # of the first block there ever was


def moment(text: str, around: Around) -> Read:
    """A moment that is over, as exactly as it is known; the zone it was typed in is kept with it."""
    found = identifiers.read_when(text, around.zone, around.now, past=True, language=around.language)
    facts = {"zone": str(around.zone)} | ({"exact": str(found.exact)} if found.exact else {})
    words = identifiers.when_words(found, around.zone, around.now)
    return Read(found.at.isoformat().replace("+00:00", "Z"), facts, words)


def day(text: str, around: Around) -> Read:
    """A day, as browsers send it."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(_("Choose a day, or write it as 2026-03-31."), code="date")
    if not date(FIRST_YEAR, 1, 1) <= found <= around.now.astimezone(around.zone).date() + timedelta(days=366):
        raise ValidationError(_("Check the year of this day."), code="date")
    return Read(found.isoformat())


def past_day(text: str, around: Around) -> Read:
    """A day of what is over: where the customer is, it has begun."""
    found = day(text, around)
    if found.value > around.now.astimezone(around.zone).date().isoformat():
        raise ValidationError(_("This day lies ahead. Choose the day it happened."), code="future")
    return found


def year(text: str, around: Around) -> Read:
    """A year since there are coins."""
    if not re.fullmatch(r"\d{4}", text):
        raise ValidationError(_("Write the year in four digits, such as 2025."), code="year")
    if not FIRST_YEAR <= int(text) <= around.now.year:
        raise ValidationError(
            _("Write a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": around.now.year},
            code="year",
        )
    return Read(str(int(text)))


READERS = {Kind.MOMENT: moment, Kind.DATE: day, Kind.PAST_DAY: past_day, Kind.YEAR: year}
