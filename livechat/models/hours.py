"""When chat is open for whom: a calendar for a language, for a region, for both or for everybody."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models import Calendar


class Hours(models.Model):
    """One row a language and region; what is left empty is meant for all. The most specific row counts.

    A region is the first part of the visitor's time zone, as in Europe/Berlin, or all of it.
    """

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    region = models.CharField(
        _("region"), max_length=64, blank=True, help_text=_("Europe, or Europe/Istanbul. Empty means all.")
    )
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="chats", verbose_name=_("calendar"))

    class Meta:
        ordering = ["language", "region"]
        verbose_name = _("hours of the chat")
        verbose_name_plural = _("hours of the chat")
        constraints = [
            models.UniqueConstraint(fields=["language", "region"], name="one_calendar_a_language_and_region")
        ]

    def __str__(self) -> str:
        return f"{self.language or '*'} {self.region or '*'}: {self.calendar}"
