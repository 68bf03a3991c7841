"""Something an agent is told of a ticket: a colleague named them, or a reply of theirs did not leave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.message import Message
from tickets.models.ticket import Ticket


class Mention(models.Model):
    """One telling; `seen_at` is empty until they opened the ticket."""

    class Cause(models.TextChoices):
        """Why they are told."""

        NAMED = "named", _("a colleague named you in a note")
        OVERTAKEN = "overtaken", _("your reply is held: the ticket went on")
        REFUSED = "refused", _("your reply could not be sent")
        WHISPERED = "whispered", _("a supervisor whispers to you")
        INVITED = "invited", _("a colleague invites you to a ticket")
        HANDED = "handed", _("a colleague gave you a ticket, with a note")
        TAKEN = "taken", _("a supervisor took your ticket over")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, models.CASCADE, related_name="mentions")
    by = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="mentions")
    cause = models.CharField(max_length=10, choices=Cause, default=Cause.NAMED)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="named_once_a_note")]
        indexes = [models.Index(fields=["user", "-at"], condition=Q(seen_at=None), name="unseen_mentions")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.user_id} {self.cause}"
