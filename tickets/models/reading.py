"""How far an agent has read a ticket."""

from django.db import models

from support.people.models import User
from tickets.models.ticket import Ticket


class Reading(models.Model):
    """The last line of a ticket an agent saw, by its seq, and when that was."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="one_reading_an_agent")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.user_id} {self.seq}"
