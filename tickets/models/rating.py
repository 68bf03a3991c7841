"""What a customer says of how it was solved."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.models.event import Event
from tickets.models.ticket import Ticket

CHANGED_WITHIN = timedelta(hours=24)


class Rating(models.Model):
    """One score for one solve, from 1 to 5, and maybe a comment; it may be changed for CHANGED_WITHIN.

    Five steps, not two: the field counts satisfaction as the share of 4 and 5 among all, and a 3 tells more
    than either half of yes and no.
    """

    SCORES = (1, 2, 3, 4, 5)

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="ratings")
    solved = models.OneToOneField(Event, models.PROTECT, related_name="rating")
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), blank=True)
    masked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ticket_id", "made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.score}"

    def may_change(self, now: datetime) -> bool:
        """Whether its customer may still think again."""
        return now < self.made_at + CHANGED_WITHIN
