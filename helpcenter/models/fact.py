"""A named value that articles quote: a fee, a limit, the name of a network."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.snippet import quotable


class Fact(models.Model):
    """One value, said in every language by that language's rules (`helpcenter.facts.spoken`)."""

    class Kind(models.TextChoices):
        """How it is said."""

        AMOUNT = "amount", _("an amount of money or of a coin")
        PERCENT = "percent", _("a share in percent")
        NUMBER = "number", _("a number")
        TEXT = "text", _("words")

    name = models.CharField(_("short name"), max_length=60, unique=True, validators=[quotable])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.AMOUNT)
    value = models.DecimalField(_("value"), max_digits=38, decimal_places=18, null=True, blank=True)
    unit = models.CharField(
        _("currency or coin"), max_length=10, blank=True, help_text=_("EUR, BTC, …; for amounts.")
    )
    words = models.JSONField(_("words"), default=dict, blank=True, help_text=_("One per language code."))
    checked_at = models.DateField(_("last checked"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="text") | models.Q(value__isnull=False), name="helpcenter_fact_says"
            )
        ]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return self.name
