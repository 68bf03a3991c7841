"""What open tickets follow one after the other when it changes, and how far they have come."""

from django.db import models


class Followed(models.Model):
    """Open tickets up to the id `settled_upto` have followed; all of them once `settled_at` is set."""

    settled_upto = models.BigIntegerField(default=0, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
