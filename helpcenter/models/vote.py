"""Whether a text helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.translation import Revision, Translation


class Vote(models.Model):
    """One reader's answer about one text; a reader is a random cookie, not a person."""

    translation = models.ForeignKey(
        Translation, models.CASCADE, related_name="votes", verbose_name=_("translation")
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, null=True, related_name="votes", verbose_name=_("text")
    )
    reader = models.CharField(_("reader"), max_length=40)
    helped = models.BooleanField(_("helped"))
    voted_at = models.DateTimeField(_("voted"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "reader"], name="helpcenter_one_vote_per_text"),
        ]
        indexes = [models.Index(fields=["translation", "helped"], name="helpcenter_vote_helped")]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.translation}: {self.helped}"
