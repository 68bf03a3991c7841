"""Whether a text helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.revision import Revision
from helpcenter.models.translation import Translation


class Vote(models.Model):
    """One reader's answer about one text; a reader is a random cookie, not a person. `words` are masked.

    `filed_at`: from the same browser a ticket was filed; which one, nobody knows (helpcenter/deflection.py).
    """

    class Reason(models.TextChoices):
        """Why it did not help."""

        UNCLEAR = "unclear", _("I do not understand it")
        WRONG = "wrong", _("It is wrong or out of date")
        MISSING = "missing", _("It does not say what I need")
        STUCK = "stuck", _("I did all of it and it did not work")
        LANGUAGE = "language", _("The language or translation is poor")

    translation = models.ForeignKey(
        Translation, models.CASCADE, related_name="votes", verbose_name=_("translation")
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, null=True, related_name="votes", verbose_name=_("text")
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    words = models.TextField(_("in their words"), blank=True)
    reader = models.CharField(_("reader"), max_length=40)
    helped = models.BooleanField(_("helped"))
    voted_at = models.DateTimeField(_("voted"), auto_now=True)
    filed_at = models.DateTimeField(_("a ticket was filed"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "reader"], name="helpcenter_one_vote_per_text"),
        ]
        indexes = [
            models.Index(fields=["translation", "helped"], name="helpcenter_vote_helped"),
            models.Index(fields=["reader"], name="helpcenter_vote_reader"),
            models.Index(fields=["voted_at"], name="helpcenter_vote_day"),
        ]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.translation}: {self.helped}"
