"""An article's words in one language, as its readers see them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import READABLE, Article, opened_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from support.people.models import User

STALE_AFTER = timedelta(days=365)  # since a text was last checked, where its article names no day


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Questions about many translations."""

    def out(self) -> "TranslationQuerySet":
        """What is published, be it outdated."""
        return self.filter(status__in=READABLE)

    def to_be_checked(self) -> "TranslationQuerySet":
        """Of what is out, what somebody should find true again, the longest due first (`due`: since when).

        An article says by when; where it does not, STALE_AFTER the text was last checked. Whoever checks a
        text on that day or later has done it.
        """
        named = models.F("article__review_by")
        checked = models.F("checked_at")
        moment = models.ExpressionWrapper(checked + STALE_AFTER, output_field=models.DateTimeField())
        usual = Cast(moment, models.DateField())
        kept = models.Q(article__review_by__isnull=False, checked_at__gte=named)
        due = models.Case(
            models.When(models.Q(article__review_by=None) | kept, then=usual),
            default=named,
            output_field=models.DateField(),
        )
        late = self.out().annotate(due=due).filter(due__lte=timezone.localdate())
        return late.order_by("due", "article__slug", "language")

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
