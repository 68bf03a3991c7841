"""What we promise: a reply, an update or a resolution within so many seconds."""

from collections.abc import Iterable

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Tier
from tickets.models.clock import Clock
from tickets.models.policy import Version
from tickets.severity import Severity
from tickets.tables import Cell, Table


class Target(models.Model):
    """One cell of a version's table; one for a channel beats one for all."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="targets", verbose_name=_("version"))
    clock = models.CharField(_("promise"), max_length=10, choices=Clock.Kind, default=Clock.Kind.FIRST)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity)
    tier = models.ForeignKey(Tier, models.CASCADE, related_name="targets", verbose_name=_("tier"))
    channel = models.CharField(
        _("channel"), max_length=20, blank=True, help_text=_("Empty means every channel.")
    )
    seconds = models.PositiveIntegerField(_("seconds"), validators=[MinValueValidator(30)])
    around_the_clock = models.BooleanField(
        _("day and night"), default=True, help_text=_("Or only while the team is there.")
    )

    class Meta:
        ordering = ["clock", "severity", "tier__rank", "channel"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "clock", "severity", "tier", "channel"], name="one_target_a_promise"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock} S{self.severity} {self.tier} {self.channel}".strip()

    @property
    def cell(self) -> Cell:
        """The same without the database."""
        return Cell(
            self.clock, self.severity, self.tier.rank, self.channel, self.seconds, self.around_the_clock
        )

    @classmethod
    def rows(cls, version: Version, cells: Iterable[Cell]) -> "list[Target]":
        """A table's rows, not yet saved; cells of ranks that no tier has are left out."""
        tiers = {tier.rank: tier for tier in Tier.objects.all()}
        return [
            cls(
                version=version,
                clock=cell.clock,
                severity=cell.severity,
                tier=tiers[cell.rank],
                channel=cell.channel,
                seconds=cell.seconds,
                around_the_clock=cell.around_the_clock,
            )
            for cell in cells
            if cell.rank in tiers
        ]

    @classmethod
    def table(cls, version_id: int | None) -> Table:
        """A version's table."""
        rows = cls.objects.filter(version_id=version_id).select_related("tier")
        return Table(row.cell for row in rows)
