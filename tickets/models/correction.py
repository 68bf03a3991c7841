"""What its writer made of a message afterwards: other words, or none."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.message import Message


class Correction(models.Model):
    """One correction of one message; the newest is how it reads (`Message.corrected`), the first words stay.

    Of a message that was taken back `body` is empty. `key` is the writer's own: sent twice, kept once.
    """

    class Kind(models.TextChoices):
        """Past participles, as events."""

        EDITED = "edited", _("edited")
        WITHDRAWN = "withdrawn", _("taken back")

    message = models.ForeignKey(Message, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.TextField(blank=True)
    masked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    seq = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["message", "key"], name="corrected_once")]
        triggers = [
            pgtrigger.Protect(name="corrections_stay", operation=pgtrigger.Update),
            pgtrigger.Protect(name="corrections_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"
