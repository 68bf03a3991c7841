"""Which languages to try when nobody is there who speaks a customer's."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Fallback(models.Model):
    """The chain of one language: its speakers are asked first, then those of each language in `then`."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, unique=True)
    then = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        default=list,
        blank=True,
        verbose_name=_("then, in this order"),
    )

    class Meta:
        ordering = ["language"]
        verbose_name = _("fall-back of a language")
        verbose_name_plural = _("fall-backs of languages")

    def __str__(self) -> str:
        return " → ".join([self.language, *self.then])
