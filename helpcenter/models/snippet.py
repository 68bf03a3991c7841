"""A piece of text that many articles quote, as one table of fees in ten of them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.quotes import NAME

quotable = RegexValidator(rf"\A{NAME}\Z", _("Use small letters, digits and hyphens."))


class Snippet(models.Model):
    """Something that can be quoted by its name; its words are its newest texts."""

    name = models.CharField(_("short name"), max_length=60, unique=True, validators=[quotable])
    about = models.CharField(_("what it is for"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("snippet")
        verbose_name_plural = _("snippets")

    def __str__(self) -> str:
        return self.name

    def texts(self) -> dict[str, str]:
        """The newest text of each language."""
        return {one.language: one.body for one in self.wordings.order_by("pk")}


class WordingQuerySet(models.QuerySet["Wording"]):
    """Questions about many texts of snippets."""

    def newest(self) -> "WordingQuerySet":
        """Of each snippet and language the one that is quoted."""
        same = {name: models.OuterRef(name) for name in ("snippet", "language")}
        later = Wording.objects.filter(pk__gt=models.OuterRef("pk"), **same)
        return self.exclude(models.Exists(later))


class Wording(models.Model):
    """A snippet's text in one language as somebody saved it; never changed, the newest is what is quoted."""

    snippet = models.ForeignKey(Snippet, models.CASCADE, related_name="wordings", verbose_name=_("snippet"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    body = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)
    quotes = ArrayField(models.CharField(max_length=80), default=list, blank=True, editable=False)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["snippet", "language", "-id"], name="helpcenter_newest_wording"),
            GinIndex(fields=["quotes"], name="helpcenter_wording_quotes"),
        ]
        verbose_name = _("text of a snippet")
        verbose_name_plural = _("texts of a snippet")

    def __str__(self) -> str:
        return f"{self.snippet} ({self.language}), {self.saved_at:%Y-%m-%d %H:%M}"
