"""An article's words in one language, as its readers see them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import READABLE, Article, opened_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from support.people.models import User


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Questions about many translations."""

    def out(self) -> "TranslationQuerySet":
        """What is published, be it outdated."""
        return self.filter(status__in=READABLE)

    def visible_to(self, user: "User | AnonymousUser | None") -> "TranslationQuerySet":
        """What is out, of articles that are for this person."""
        return self.out().filter(article__in=Article.objects.filter(opened_to(user)))


class Translation(models.Model):
    """What readers of one language see. Its text changes only by being published."""

    class Status(models.TextChoices):
        """Each language has its own."""

        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        PUBLISHED = "published", _("Published")
        OUTDATED = "outdated", _("Outdated")  # out, but the original says something else by now

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="translations", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address in this language"), max_length=120, blank=True, help_text=_("Empty: as the article's.")
    )
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    checked_at = models.DateField(_("last checked"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdraw_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    live = models.ForeignKey(
        "Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("text that is out"),
    )

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="helpcenter_one_per_language"),
            models.UniqueConstraint(
                fields=["slug"], condition=~models.Q(slug=""), name="helpcenter_one_per_address"
            ),
        ]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def is_readable(self) -> bool:
        """Whether it is out."""
        return self.status in READABLE
