"""Something that somebody should read again, because a fact it quotes is another one now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.fact import Fact
from helpcenter.models.translation import Translation


class Flag(models.Model):
    """One text and one fact; it stands until somebody looked. `before`, `after`: values as words.

    What quotes the fact is a text of ours, or a row of another room: its `sort` in settings.FACT_QUOTERS and
    its `key` there.
    """

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="flags", verbose_name=_("fact"))
    translation = models.ForeignKey(
        Translation, models.CASCADE, null=True, related_name="flags", verbose_name=_("translation")
    )
    sort = models.CharField(max_length=20, blank=True)
    key = models.PositiveBigIntegerField(null=True)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("now"), blank=True)
    raised_at = models.DateTimeField(_("raised"), auto_now=True)

    class Meta:
        ordering = ["sort", "translation__article__slug", "translation__language", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "translation", "sort", "key"],
                nulls_distinct=False,
                name="helpcenter_flag_once",
            ),
            models.CheckConstraint(
                condition=models.Q(translation__isnull=False, sort="", key=None)
                | models.Q(translation=None, key__isnull=False) & ~models.Q(sort=""),
                name="helpcenter_flag_of_one_thing",
            ),
        ]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")

    def __str__(self) -> str:
        return f"{self.fact}: {self.translation or f'{self.sort} {self.key}'}"
