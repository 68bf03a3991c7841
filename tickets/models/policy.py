"""Which promises hold for whom, since when, and who decided it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Team, User
from tickets.models.followed import Followed


class Policy(models.Model):
    """A table of targets for some tickets; the first policy by `position` that fits a ticket counts."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), unique=True, help_text=_("The first that fits counts.")
    )
    teams = models.ManyToManyField(
        Team, blank=True, verbose_name=_("teams"), help_text=_("Empty means every team.")
    )
    categories = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("categories of topics"),
        help_text=_("Empty means every category."),
    )
    current = models.ForeignKey(
        "Version", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def __str__(self) -> str:
        return self.name

    def fits(self, *, team_id: int | None, category: str) -> bool:
        """Whether a ticket of this team and category of topic falls under it; None is any team."""
        teams = {team.pk for team in self.teams.all()}
        return (not teams or team_id in teams) and (not self.categories or category in self.categories)


class Version(Followed):
    """A policy's table as it holds from a time on. Never edited: a change is a new version."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="versions", verbose_name=_("policy"))
    number = models.PositiveIntegerField(_("version"))
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, verbose_name=_("author"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("made"))
    takes_effect_at = models.DateTimeField(_("takes effect"))
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        ordering = ["policy__position", "-number"]
        verbose_name = _("version of a policy")
        verbose_name_plural = _("versions of policies")
        constraints = [models.UniqueConstraint(fields=["policy", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.policy} {self.number}"

    def comes_after(self, other: "Version | None") -> bool:
        """Whether it follows another by its time; of two for one time, the one that was made later."""
        mine = (self.takes_effect_at, self.number)
        return other is None or mine > (other.takes_effect_at, other.number)

    @property
    def waits(self) -> bool:
        """Whether it will still come; one that was passed by never does."""
        return self.applied_at is None and self.comes_after(self.policy.current)
