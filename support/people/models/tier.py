"""How well the exchange knows a customer, and so how fast we promise to answer within a severity."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.Model):
    """A KYC tier; a higher rank is promised a faster answer, never a different severity."""

    class Chat(models.IntegerChoices):
        """The mildest severity a tier may begin a chat about; what is graver goes along, S0 always."""

        URGENT = 0, _("S0 only")
        GRAVE = 1, _("S0 and S1")
        BROKEN = 2, _("S0 to S2")
        USUAL = 3, _("S0 to S3")
        ANYTHING = 4, _("anything")

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), unique=True, validators=[MinValueValidator(1)], help_text=_("1 is the lowest.")
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#54657a",
        validators=[RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write the colour as #rrggbb."))],
        help_text=_("As #rrggbb."),
    )
    senior_only = models.BooleanField(
        _("seniors only"), default=False, help_text=_("Served by senior agents, where a team has any.")
    )
    chat = models.PositiveSmallIntegerField(
        _("may chat about"),
        choices=Chat,
        default=Chat.ANYTHING,
        help_text=_("Anything else is asked for by ticket. Guests have the rights of the lowest tier."),
    )

    class Meta:
        ordering = ["rank"]
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")

    def __str__(self) -> str:
        return self.name

    def may_chat_about(self, severity: int) -> bool:
        """Whether a chat may begin about something this bad; S0 (0) may for every tier."""
        return severity <= self.chat

    @classmethod
    def lowest(cls) -> "Tier":
        """The tier that counts for guests, and for whoever the exchange has not told us about."""
        return cls.objects.order_by("rank")[0]
