"""A class of waiting tickets inside which first come is first served."""

from django.conf import settings
from django.db import models

from support.people.models import Skill, Team
from tickets.models.calendar import Calendar


class Lane(models.Model):
    """Team × language × live × urgent × target × calendar × who may serve it: only heads are compared.

    With one target in a lane the oldest is always the one with the largest share used, so it is the head.
    """

    id = models.SmallAutoField(primary_key=True)
    team = models.ForeignKey(Team, models.CASCADE)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    live = models.BooleanField()
    urgent = models.BooleanField()
    target_seconds = models.PositiveIntegerField()
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, blank=True, db_index=False)
    senior = models.BooleanField(default=False)
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, blank=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "team",
                    "language",
                    "live",
                    "urgent",
                    "target_seconds",
                    "calendar",
                    "skill",
                    "senior",
                ],
                name="one_lane_a_class",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.language} {self.target_seconds} s"
