"""That a mailbox is read: somebody opened the link of one of our letters, and that link opens nothing more."""

from django.db import models
from django.utils import timezone

from tickets.models.ticket import Ticket


class Proof(models.Model):
    """One link of a letter, used once; `link` is the SHA-256 of its token, in hex: the row opens nothing itself."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="proofs")
    link = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%Y-%m-%d %H:%M}"
