"""A file of tiers: tried first, then applied exactly as it was shown."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models.customer import Customer
from support.people.models.tier import Tier


class TierImport(models.Model):
    """One uploaded file. Until somebody applies it, it has changed nobody."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("file"), max_length=120)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    unchanged = models.PositiveIntegerField(_("already so"), default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("applied by")
    )
    applied_at = models.DateTimeField(_("applied"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("file of tiers")
        verbose_name_plural = _("files of tiers")

    def __str__(self) -> str:
        return self.name


class TierImportLine(models.Model):
    """One line that would change somebody, or that cannot: `problem` says why, `cells` what it was."""

    class Outcome(models.TextChoices):
        """What became of a change."""

        WAITS = "", _("waits")
        CHANGED = "changed", _("changed")
        LEFT = "left", _("left alone: changed meanwhile")

    file = models.ForeignKey(TierImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, related_name="+")
    before = models.ForeignKey(Tier, models.CASCADE, null=True, related_name="+")  # empty: unknown
    after = models.ForeignKey(Tier, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    cells = models.JSONField(default=list)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default="", blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("line of a file of tiers")
        verbose_name_plural = _("lines of files of tiers")
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_line_a_number")]

    def __str__(self) -> str:
        return f"{self.file}: {self.number}"
