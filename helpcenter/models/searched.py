"""What people looked for and whether they found it: counts by day, of nobody in particular."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article


class Searched(models.Model):
    """How often the same words were searched for on one day. No reader, no moment, no id, no address."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    words = models.CharField(_("words"), max_length=120)  # folded, and only those that `heard.kept` keeps
    hits = models.PositiveIntegerField(_("results"), default=0)  # the last time
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "words"], name="helpcenter_searched_once"),
        ]
        indexes = [models.Index(fields=["language", "words"], name="helpcenter_searched_words")]
        verbose_name = _("search")
        verbose_name_plural = _("searches")

    def __str__(self) -> str:
        return f"{self.language}: {self.words}"


class Opened(models.Model):
    """How often a result of such a search was opened, by its place in the list."""

    searched = models.ForeignKey(Searched, models.CASCADE, related_name="opened")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("place"))
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["searched", "article", "place"], name="helpcenter_opened_once"),
        ]

    def __str__(self) -> str:
        return f"{self.searched}: {self.article}, {self.place}"


class Judgement(models.Model):
    """An editor's word on whether an article answers a search."""

    language = models.CharField(_("language"), max_length=10)
    words = models.CharField(_("words"), max_length=120)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    is_right = models.BooleanField(_("answers it"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    judged_at = models.DateTimeField(_("judged"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "words", "article"], name="helpcenter_judged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.words} → {self.article}"
