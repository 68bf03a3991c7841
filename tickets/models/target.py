"""What we promise: an answer within so many seconds."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Tier
from tickets.severity import Severity


class Target(models.Model):
    """First answer within `seconds`, for a severity and a tier; one for a channel beats one for all."""

    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity)
    tier = models.ForeignKey(Tier, models.CASCADE, related_name="targets", verbose_name=_("tier"))
    channel = models.CharField(
        _("channel"), max_length=20, blank=True, help_text=_("Empty means every channel.")
    )
    seconds = models.PositiveIntegerField(_("seconds"), validators=[MinValueValidator(30)])

    class Meta:
        ordering = ["severity", "tier__rank", "channel"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["severity", "tier", "channel"], name="one_target_a_promise")
        ]

    def __str__(self) -> str:
        return f"S{self.severity} {self.tier} {self.channel}".strip()

    def clean(self) -> None:
        """Refuse a promise that would make a higher tier wait longer, or S0 differ between tiers."""
        if self.severity is None or self.tier_id is None or self.seconds is None:
            return
        others = Target.objects.filter(severity=self.severity, channel=self.channel).exclude(pk=self.pk)
        if self.severity == Severity.S0:
            if self.pk or not others.exclude(seconds=self.seconds).exists():
                return  # a change is one for all tiers: actions.change_target
            raise ValidationError({"seconds": _("S0 promises the same to every tier.")})
        if others.filter(tier__rank__gt=self.tier.rank, seconds__gt=self.seconds).exists():
            raise ValidationError({"seconds": _("A higher tier would wait longer than this one.")})
        if others.filter(tier__rank__lt=self.tier.rank, seconds__lt=self.seconds).exists():
            raise ValidationError({"seconds": _("A lower tier would be answered faster than this one.")})

    @classmethod
    def of(cls, severity: int, tier: Tier, channel: str) -> int:
        """Seconds promised, never more than to the next lower tier; three days where there is no promise."""
        rows = cls.objects.filter(severity=severity, tier__rank__lte=tier.rank, channel__in=["", channel])
        first = rows.order_by("-tier__rank", "-channel").values_list("seconds", flat=True).first()
        return first or 72 * 3600
