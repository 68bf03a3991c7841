"""Words of an editor that were not saved yet: kept beside the text, shown to nobody else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article


class Unsent(models.Model):
    """What one editor typed into one text's form; `typed` are its fields by name, as they stand there."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="unsent", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"))
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "by"], name="helpcenter_unsent_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.language}), {self.by}"
