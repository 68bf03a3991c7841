"""A piece of a reply: a long answer leaves as several posts or messages."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.models.account import Network
from tickets.models import Message


class Piece(models.Model):
    """The intent, written before the call; `tried_at` without `remote_id` means that nobody knows yet."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    network = models.CharField(max_length=20, choices=Network)
    body = models.TextField()
    reply_to = models.CharField(max_length=200, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("piece of a reply")
        verbose_name_plural = _("pieces of replies")
        ordering = ["message_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="one_order_of_pieces"),
            models.UniqueConstraint(
                fields=["network", "remote_id"], condition=~models.Q(remote_id=""), name="arrived_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.number}"

    @property
    def key(self) -> str:
        """What we call it towards a network that carries such a thing along."""
        return f"fairlead:{self.message_id}:{self.number}"

    def arrived(self, remote_id: str) -> None:
        """It is there, and this is what the network calls it."""
        self.remote_id, self.arrived_at = remote_id, timezone.now()
        self.save(update_fields=["remote_id", "arrived_at"])
