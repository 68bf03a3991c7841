"""How well the exchange knows a customer, and so how fast we promise to answer within a severity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.Model):
    """A KYC tier; a higher rank is promised a faster answer, never a different severity."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, help_text=_("1 is the lowest."))
    colour = models.CharField(_("colour"), max_length=7, default="#54657a", help_text=_("As #rrggbb."))

    senior_only = models.BooleanField(
        _("seniors only"), default=False, help_text=_("Served by senior agents, where a team has any.")
    )

    class Meta:
        ordering = ["rank"]
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")

    def __str__(self) -> str:
        return self.name
