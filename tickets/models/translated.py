"""What a machine made of a text in another language."""

from django.db import models
from django.utils import timezone


class Translated(models.Model):
    """One text in one other language, so that it is asked for once.

    `digest` is the SHA-256 of the text as it was said; `source` is empty where nobody knew its language.
    """

    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=10)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "source", "target"], name="translated_once")]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.target}"
