"""That a mailbox is read: somebody opened the link of a letter of ours, which opens nothing more."""

from django.db import models
from django.utils import timezone

from tickets.models.ticket import Ticket


class Proof(models.Model):
    """One link, used; `link` is the SHA-256 of its token, in hex, so that the row opens nothing itself."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="proofs")
    link = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%Y-%m-%d %H:%M}"
