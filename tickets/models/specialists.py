"""What a team of specialists must be told before it takes a case on, and how fast it answers colleagues."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from support.people.models import Team
from tickets.complexity import Complexity

ANSWER_MINUTES = 240  # an inner question, where the team has not said otherwise


def every_complexity() -> list[str]:
    """All classes there are."""
    return list(Complexity.values)


class Specialists(models.Model):
    """One row a team that cases are escalated to; other teams are given tickets without more ado."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="specialists", verbose_name=_("team"))
    complexities = ArrayField(
        models.CharField(max_length=15, choices=Complexity),
        default=every_complexity,
        verbose_name=_("classes it takes"),
        help_text=_("How much work a case may be: simple, needs-data, investigation."),
    )
    answer_minutes = models.PositiveSmallIntegerField(
        _("minutes to answer a colleague"),
        default=ANSWER_MINUTES,
        validators=[MinValueValidator(1)],
        help_text=_("The inner clock of side conversations, in the team's opening hours."),
    )

    class Meta:
        ordering = ["team__name"]
        verbose_name = _("team of specialists")
        verbose_name_plural = _("teams of specialists")

    def __str__(self) -> str:
        return str(self.team)


class Requirement(models.Model):
    """Something specialists want to know, or to have been tried, before a case is theirs."""

    class Kind(models.TextChoices):
        """How it is answered."""

        TEXT = "text", _("words")
        NUMBER = "number", _("a number")
        CHOICE = "choice", _("one of several")
        CHECK = "check", _("done, ticked off")

    specialists = models.ForeignKey(Specialists, models.CASCADE, related_name="requirements")
    key = models.SlugField(_("short name"), max_length=30)
    kind = models.CharField(_("answered by"), max_length=10, choices=Kind, default=Kind.TEXT)
    names = models.JSONField(_("question"), default=dict, help_text=_("One per language code."))
    choices = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("choices"),
        help_text=_("Separated by commas; for “one of several” only."),
    )
    required = models.BooleanField(_("required"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.UniqueConstraint(fields=["specialists", "key"], name="one_requirement_a_key"),
            models.CheckConstraint(
                condition=~models.Q(kind="choice") | models.Q(choices__len__gt=0),
                name="a_choice_has_choices",
            ),
            models.CheckConstraint(
                condition=~models.Q(key__in=["to", "reason", "complexity"]), name="no_key_means_two_things"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The question in the reader's language, else English; what a new desk asks is translated with us."""
        english = self.names.get("en") or self.key
        return self.names.get(get_language() or "en") or gettext(english)
