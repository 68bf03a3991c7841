"""A colleague who was asked into a ticket that is not their team's."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from support.people.models import User


class Invited(models.Model):
    """While `left_at` is empty they may know of the ticket and answer in it; Ticket.visible_to asks here."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="invited", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="invited_to", db_index=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "ticket"], condition=Q(left_at=None), name="invited_once")
        ]
        indexes = [models.Index(fields=["ticket"], condition=Q(left_at=None), name="who_is_invited")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.user_id}"
