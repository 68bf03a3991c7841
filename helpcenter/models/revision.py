"""Every text a translation ever had, and what came of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpcenter.models.translation import Translation


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about many texts."""

    def waiting(self) -> "RevisionQuerySet":
        """Those that somebody else should look at."""
        return self.filter(verdict="", submitted_at__isnull=False)

    def coming(self) -> "RevisionQuerySet":
        """Those that may go out without being written once more: in review, or approved for a time."""
        timed = models.Q(verdict=Revision.Verdict.APPROVED, publish_at__isnull=False)
        return self.filter(models.Q(verdict="", submitted_at__isnull=False) | timed)

    def due(self) -> "RevisionQuerySet":
        """Those that were approved for a time that has come."""
        return self.filter(verdict=Revision.Verdict.APPROVED, publish_at__lte=timezone.now())


class Revision(models.Model):
    """A text as somebody saved it: its words never change, what is judged of it is added.

    `quotes` are the names it quotes itself, as "picture:memo" or "snippet:fees" (`quotes.names`).
    """

    class Severity(models.TextChoices):
        """How much another text it is than the one before."""

        TYPO = "typo", _("Only a slip of the pen")
        CONTENT = "content", _("Says more, or something else")
        MAJOR = "major", _("What it said before would harm")

    class Verdict(models.TextChoices):
        """What a reviewer said."""

        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Sent back")

    translation = models.ForeignKey(
        Translation, models.CASCADE, related_name="revisions", verbose_name=_("translation")
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address in this language"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    why = models.CharField(_("what changed"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written over")
    )
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.CONTENT)
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("translated from")
    )
    sections = ArrayField(models.CharField(max_length=16), default=list, blank=True, editable=False)
    quotes = ArrayField(models.CharField(max_length=80), default=list, blank=True, editable=False)
    is_machine = models.BooleanField(_("translated by a machine"), default=False)

    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    is_alone = models.BooleanField(_("approved by its author, for nobody else could"), default=False)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    publish_at = models.DateTimeField(_("goes out at"), null=True, blank=True)
    published_at = models.DateTimeField(_("first out"), null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["publish_at"], name="helpcenter_revision_due"),
            GinIndex(fields=["quotes"], name="helpcenter_revision_quotes"),
        ]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.title}, {self.saved_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody else should look at it."""
        return bool(self.submitted_at and not self.verdict)

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if self.translation.live_id == self.pk and self.translation.is_readable:
            return str(_("Out"))
        if self.published_at:
            return str(_("Was out"))
        if self.verdict == self.Verdict.APPROVED and self.publish_at:
            return str(_("Goes out later"))
        if self.verdict:
            return str(self.get_verdict_display())
        return str(_("In review") if self.submitted_at else _("Draft"))
