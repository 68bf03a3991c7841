"""What the guesser of topics has learnt, as it stood one night."""

from django.db import models
from django.utils import timezone


class Learned(models.Model):
    """One version: how often each sign was said of each topic, and from how much that was read.

    `counts` is {sign: {topic's short name: weight}}, `lessons` {topic's short name: weight of all its
    lessons}. Signs are words and parts of words that several customers wrote, never a text.
    """

    KEPT = 5  # versions

    made_at = models.DateTimeField(default=timezone.now)
    corrections = models.PositiveIntegerField(help_text="Tickets whose topic an agent has set.")
    confirmed = models.PositiveIntegerField(help_text="Solved tickets whose topic nobody has changed.")
    counts = models.JSONField()
    lessons = models.JSONField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}, {self.corrections} corrections"
