"""How a team's queue is served."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Team
from tickets.models.calendar import Calendar


class Routing(models.Model):
    """One row a team; without one a team works round the clock and pulls its work."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="routing", verbose_name=_("team"))
    calendar = models.ForeignKey(
        Calendar,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("calendar"),
        help_text=_("Empty means round the clock."),
    )

    class Meta:
        ordering = ["team__name"]
        verbose_name = _("routing of a team")
        verbose_name_plural = _("routing of teams")

    def __str__(self) -> str:
        return str(self.team)
