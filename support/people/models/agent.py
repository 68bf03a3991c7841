"""Who answers: agents, in teams, in the languages they speak."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.people.models.user import User


class Team(models.Model):
    """People who answer the same kind of question."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("short name"), unique=True)
    names = models.JSONField(
        _("what customers call it"), default=dict, blank=True, help_text=_("One per language code.")
    )
    may_see_identity = models.BooleanField(
        _("may open identity documents"),
        default=False,
        help_text=_("Of the tickets its members may see. Every opening is written down."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name

    @property
    def spoken(self) -> str:
        """The name in the reader's language, else as the house calls it."""
        return self.names.get(get_language() or "en") or self.name


class Skill(models.Model):
    """Something not everybody on a team can do, as futures or a bank's papers."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("short name"), unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """What the queue must know of somebody who answers."""

    class Availability(models.TextChoices):
        """Whether new work may come to them."""

        ONLINE = "online", _("taking work")
        BUSY = "busy", _("busy")
        AWAY = "away", _("away")
        OFFLINE = "offline", _("offline")

    user = models.OneToOneField(User, models.CASCADE, related_name="agent", verbose_name=_("sign-in"))
    teams = models.ManyToManyField(Team, related_name="agents", verbose_name=_("teams"))
    languages = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES), default=list, verbose_name=_("languages")
    )
    capacity = models.PositiveSmallIntegerField(
        _("units of work at once"),
        default=16,
        help_text=_("What a chat and a ticket weigh, and what is kept free for S0, is set for each team."),
    )
    availability = models.CharField(
        _("availability"), max_length=10, choices=Availability, default=Availability.OFFLINE
    )

    senior = models.BooleanField(
        _("senior"), default=False, help_text=_("May serve tiers whose service is for seniors only.")
    )
    here_at = models.DateTimeField(_("last sign of life"), null=True, blank=True, editable=False)
    away_since = models.DateTimeField(_("away since"), null=True, blank=True, editable=False)
    vanished_at = models.DateTimeField(_("vanished"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_away(self) -> bool:
        """Whether nobody sits at this desk: they said so, or all their screens are gone."""
        return self.vanished_at is not None or self.said_away

    @property
    def said_away(self) -> bool:
        """Whether they said that no work shall come, whatever their screens say."""
        return self.availability in {self.Availability.AWAY, self.Availability.OFFLINE}


class AgentSkill(models.Model):
    """A skill somebody has shown, for as long as the proof is good."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="skills", verbose_name=_("agent"))
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="holders", verbose_name=_("skill"))
    expires_on = models.DateField(
        _("good until"), null=True, blank=True, help_text=_("The last day; empty means for good.")
    )

    class Meta:
        verbose_name = _("skill of an agent")
        verbose_name_plural = _("skills of agents")
        constraints = [models.UniqueConstraint(fields=["agent", "skill"], name="one_skill_once")]

    def __str__(self) -> str:
        return f"{self.agent}: {self.skill}"
