"""What an agent is told of: one row for each agent and event, whatever they were told by."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from support.people.models import User
from tickets.models.aside import SideConversation
from tickets.models.event import Event


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Adjectives that chain."""

    def listed_for(self, user: User) -> "NoticeQuerySet":
        """What stands in somebody's own list; whether they still may know of it, `notices.listing` asks."""
        return self.filter(to=user, listed=True)

    def unread(self) -> "NoticeQuerySet":
        """Not read yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """`listed`: it stands in the list, and counts. `to_mail`: its agent was away, and wants a letter."""

    class Kind(models.TextChoices):
        """What it is about, from where the agent stands; its words are in tickets.notices.words."""

        GIVEN = "given"
        WROTE = "wrote"
        MENTIONED = "mentioned"
        MOVED = "moved"
        WARNED = "warned"
        BREACHED = "breached"
        ASKED = "asked"
        ESCALATED = "escalated"
        ADVISED = "advised"
        HELD = "held"

    to = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    aside = models.ForeignKey(SideConversation, models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    listed = models.BooleanField(default=True)
    to_mail = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["to", "event"], name="told_of_an_event_once")]
        indexes = [
            models.Index(fields=["to", "-id"], condition=Q(listed=True), name="notices_of_an_agent"),
            models.Index(
                fields=["to", "-id"], condition=Q(listed=True, read_at=None), name="notices_not_read"
            ),
            models.Index(fields=["to"], condition=Q(to_mail=True), name="notices_to_mail"),
            models.Index(fields=["made_at"], name="notices_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id} {self.kind} {self.event_id}"
