"""A text that somebody should read again, because a fact it quotes is another one now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.fact import Fact
from helpcenter.models.translation import Translation


class Flag(models.Model):
    """One text and one fact; it stands until somebody looked. `before`, `after`: values as words."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="flags", verbose_name=_("fact"))
    translation = models.ForeignKey(
        Translation, models.CASCADE, related_name="flags", verbose_name=_("translation")
    )
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("now"), blank=True)
    raised_at = models.DateTimeField(_("raised"), auto_now=True)

    class Meta:
        ordering = ["translation__article__slug", "translation__language"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "translation"], name="helpcenter_flag_once"),
        ]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")

    def __str__(self) -> str:
        return f"{self.fact}: {self.translation}"
