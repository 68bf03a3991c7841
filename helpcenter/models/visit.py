"""How often an article was opened: a number a day and language, and nothing of who it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article


class Visit(models.Model):
    """One day's visits to an article in one language of the page."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="visits", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "day"], name="helpcenter_visits_of_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="helpcenter_visit_day")]
        verbose_name = _("visits")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.article}, {self.day}: {self.times}"
