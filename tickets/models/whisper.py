"""What a supervisor says into an agent's ear about a ticket."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket


class WhisperQuerySet(models.QuerySet["Whisper"]):
    """Adjectives for whispers."""

    def audible_to(self, user: User) -> "WhisperQuerySet":
        """Supervisors hear all, an agent what was said to them; nobody else hears that anything was said."""
        return self if user.is_supervisor else self.filter(to=user)


class Whisper(models.Model):
    """Words for one agent beside a ticket: not part of its history, its search, its exports or its API.

    They stand in a table of their own, so that no door to customers, and no list of what happened that
    colleagues read, can ever come upon them.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="whispers")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("agent"))
    body = models.TextField()
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = WhisperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "key"], name="whispered_once")]
        triggers = [
            pgtrigger.Protect(name="whispers_stay", operation=pgtrigger.Update),
            pgtrigger.Protect(name="whispers_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.by_id} {self.to_id}"
