"""When a team is there: hours and holidays in a zone, laid out so that SQL can count business time."""

from datetime import datetime, timedelta
from zoneinfo import available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from support.hours import Hours, parse
from tickets.models.followed import Followed

BACK, AHEAD = timedelta(days=1100), timedelta(days=400)  # how far openings are laid out


class Calendar(Followed):
    """Opening hours as support.hours reads them; `24/7` is a calendar, too. Open tickets follow a change."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    hours = models.CharField(
        _("opening hours"),
        max_length=300,
        default="24/7",
        help_text=_("For example: Mo-Fr 08:00-12:00,13:00-18:00; Sa 10:00-14:00. Or: 24/7."),
    )
    zone = models.CharField(_("time zone"), max_length=64, default="UTC", help_text=_("As Europe/Berlin."))
    closed = ArrayField(models.DateField(), default=list, editable=False)  # the holidays, as laid out

    class Meta:
        ordering = ["name"]
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse hours that cannot be read, or in which nobody is ever there."""
        if self.zone not in available_timezones():
            raise ValidationError({"zone": _("This is no time zone we know. Write it as Europe/Berlin.")})
        try:
            opening = parse(self.hours, self.zone)
        except ValueError as error:
            raise ValidationError({"hours": str(error)}) from error
        if not any(opening.spans):
            raise ValidationError({"hours": _("Somebody must be there at some time.")})

    @property
    def opening(self) -> Hours:
        """The hours to compute with, as they were laid out: holidays taken out."""
        return parse(self.hours, self.zone, frozenset(self.closed))

    @transaction.atomic
    def lay_out(self, now: datetime) -> int:
        """Write the openings around now in place of those that were there; returns how many."""
        self.closed = sorted(self.holidays.values_list("day", flat=True))
        self.save(update_fields=["closed"])
        opening, first = self.opening, (now - BACK).date()
        days = (first + timedelta(days=n) for n in range((BACK + AHEAD).days))
        spans = [span for day in days for span in opening.on(day) if span[1] > span[0]]
        self.openings.all().delete()
        Opening.objects.bulk_create(
            Opening(calendar=self, starts_at=start, ends_at=end, before=opening.mark(start))
            for start, end in spans
        )
        return len(spans)


class Holiday(models.Model):
    """A local date on which a calendar stays closed."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="holidays")
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120, blank=True)

    class Meta:
        ordering = ["day"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_holiday_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()


class Opening(models.Model):
    """One span of a calendar; `before` seconds were open until it starts (support.hours.Hours.mark).

    Elapsed business time between two instants is a difference of two look-ups: tickets/business_time.py.
    """

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="openings", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    before = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "starts_at"], name="one_opening_a_time")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%H:%M}"
