"""What a customer may write about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.people.models import Skill, Team
from tickets.severity import Severity


class Never(models.TextChoices):
    """What nobody may send with a topic: our catalogue's classes."""

    ACCESS = "N0", _("phrases, keys, passwords and codes")
    CARD = "N1", _("whole card numbers and their codes")
    API = "N2", _("API secrets and signatures")
    OTHERS = "N3", _("identity documents outside the secure upload, and other people’s data")


class Topic(models.Model):
    """A reason to write: it chooses the severity, the team and the article to read first."""

    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    code = models.CharField(_("code"), max_length=8, blank=True)
    category = models.CharField(_("category"), max_length=40)
    names = models.JSONField(_("names"), default=dict, help_text=_("One per language code."))
    hints = models.JSONField(_("what to have at hand"), default=dict, blank=True)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.S3)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name=_("team"))
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, verbose_name=_("skill"), help_text=_("Who may answer.")
    )
    also = models.ManyToManyField(
        Team,
        related_name="+",
        blank=True,
        verbose_name=_("also concerns"),
        help_text=_("Teams it goes on to."),
    )
    article = models.CharField(_("article"), max_length=120, blank=True)
    more_articles = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("more articles")
    )
    questions = models.JSONField(
        _("first questions"), default=list, blank=True, help_text=_('[{"en": "…", "de": "…"}, …]')
    )
    never = ArrayField(
        models.CharField(max_length=2, choices=Never),
        default=list,
        blank=True,
        verbose_name=_("must never be sent"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    edited_at = models.DateTimeField(null=True, editable=False)  # then a new release leaves its words alone

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else English."""
        return self.names.get(get_language() or "en") or self.names.get("en") or self.slug

    @property
    def hint(self) -> str:
        """What to have at hand, in the reader's language, else English."""
        return self.hints.get(get_language() or "en") or self.hints.get("en", "")

    @property
    def asked_first(self) -> list[str]:
        """What an agent would ask first, in the reader's language, else English."""
        language = get_language() or "en"
        return [one.get(language) or one.get("en", "") for one in self.questions]

    @property
    def articles(self) -> list[str]:
        """Short names of what to read, the best first."""
        return [slug for slug in [self.article, *self.more_articles] if slug]
