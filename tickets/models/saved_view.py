"""A view of tickets that somebody keeps: for themselves, for a team, or for everybody."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import Team, User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Adjectives that chain."""

    def visible_to(
        self, user: User | AnonymousUser, *, teams: Iterable[Team] | None = None
    ) -> "SavedViewQuerySet":
        """Their own, their teams' and everybody's; of shared ones a supervisor sees all, a customer none.

        `teams` are an agent's own, for who has read them.
        """
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        theirs = Team.objects.filter(agents__user=user) if teams is None else teams
        shared = Q(owner=None) if user.is_supervisor else Q(owner=None, team=None) | Q(team__in=theirs)
        return self.filter(Q(owner=user) | shared)


class SavedView(models.Model):
    """`conditions` is {"all": [[filter, value, negated], …], "any": […]} of tickets.finding.filters.

    An owner keeps it for themselves; without one a team shares it, and without a team everybody.
    """

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="saved_views")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="saved_views")
    conditions = models.JSONField(default=dict)
    sort = models.CharField(max_length=10, default="due")
    place = models.PositiveSmallIntegerField(default=0)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["place", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | Q(team=None), name="a_view_is_of_a_person_or_shared"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """What the address of the desk calls it."""
        return f"saved-{self.pk}"

    @property
    def is_shared(self) -> bool:
        """Whether others have it in their rail, too."""
        return self.owner_id is None

    def can_be_changed_by(self, user: User) -> bool:
        """Their own; shared ones by supervisors."""
        return user.is_supervisor if self.is_shared else self.owner_id == user.pk
