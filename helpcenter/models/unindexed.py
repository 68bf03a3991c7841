"""Texts that the index was not told of yet."""

from django.db import models
from django.utils import timezone


class Unindexed(models.Model):
    """One change of one text, committed with it; gone as soon as the index has followed.

    `text` is a key of Translation, which need not be there any more. Each change has a row of its own, so
    that nobody takes away what somebody else still owes.
    """

    text = models.BigIntegerField()
    since = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.text}, {self.since:%Y-%m-%d %H:%M}"
