"""An agent's half-written words on a ticket, kept with us beside what the browser keeps."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from support.people.models import User
from tickets.models.message import Message
from tickets.models.ticket import Ticket


class JottingQuerySet(models.QuerySet["Jotting"]):
    """Adjectives for half-written words."""

    def visible_to(self, user: User) -> "JottingQuerySet":
        """Their own, and what colleagues show; whoever asks must know of the ticket first."""
        return self.filter(Q(user=user) | Q(shared_at__isnull=False))

    def outlived(self, now: datetime) -> "JottingQuerySet":
        """What nobody came back to."""
        return self.filter(saved_at__lte=now - Jotting.LASTS)


class Jotting(models.Model):
    """One agent's reply or note on one ticket, without secrets; `shared_at` lets colleagues read it."""

    LASTS = timedelta(days=14)

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="jottings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in (Message.Kind.REPLY, Message.Kind.NOTE)])
    body = models.TextField()
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = JottingQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["ticket", "user", "kind"], name="one_jotting_a_box")]
        indexes = [models.Index(fields=["saved_at"], name="jottings_by_age")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.user_id} {self.kind}"
