"""How a team's queue is served."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Team
from tickets.models.calendar import Calendar


class Routing(models.Model):
    """One row a team; without one a team works round the clock, and what was taken stays taken."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="routing", verbose_name=_("team"))
    calendar = models.ForeignKey(
        Calendar,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("calendar"),
        help_text=_("Empty means round the clock."),
    )

    answer_minutes = models.PositiveSmallIntegerField(
        _("minutes to answer what was taken"),
        default=60,
        help_text=_("Then it goes back to the queue with its seniority. 0 is never."),
    )
    chat_minutes = models.PositiveSmallIntegerField(
        _("minutes to answer in a chat"), default=3, help_text=_("The same for chats. 0 is never.")
    )

    widen_minutes = models.PositiveSmallIntegerField(
        _("minutes until others may help"),
        default=30,
        help_text=_("Then agents of the team without the skill are asked, too. 0 is never."),
    )

    class Meta:
        ordering = ["team__name"]
        verbose_name = _("routing of a team")
        verbose_name_plural = _("routing of teams")

    def __str__(self) -> str:
        return str(self.team)
