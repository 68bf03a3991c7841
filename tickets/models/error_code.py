"""What a code means that an app, a page or an API shows when it refuses."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.topic_field import spoken


class ErrorCode(models.Model):
    """One cause of a refusal, under every code it is shown by; `tickets.codebook` finds them in words."""

    slug = models.SlugField(_("short name"), unique=True, max_length=40)
    codes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("codes"),
        help_text=_("As they are shown, with commas between them: MX-704, -1003, ERR_RATE_LIMIT."),
    )
    meanings = models.JSONField(_("what it means"), default=dict, help_text=_("One per language code."))
    remedies = models.JSONField(_("what to do"), default=dict, help_text=_("One per language code."))
    article = models.CharField(_("article"), max_length=120, blank=True)
    edited_at = models.DateTimeField(null=True, editable=False)  # then a new release leaves its words alone

    class Meta:
        ordering = ["slug"]
        verbose_name = _("error code")
        verbose_name_plural = _("error codes")

    def __str__(self) -> str:
        return ", ".join(self.codes)

    @property
    def meaning(self) -> str:
        """What it means, in the reader's language, else English."""
        return spoken(self.meanings)

    @property
    def remedy(self) -> str:
        """What to do about it, in the reader's language, else English."""
        return spoken(self.remedies)
