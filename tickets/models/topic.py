"""What a customer may write about."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.people.models import Skill, Team
from tickets.severity import Severity


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
    article = models.CharField(_("article"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

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
