"""Where a message comes from that was split out of another ticket."""

from django.db import models

from tickets.models.message import Message


class Copied(models.Model):
    """A message and the one it says again: words stay where they were said, so a split makes copies.

    A message is split out once: what was promised for it goes with it, and only one ticket can keep that.
    """

    message = models.OneToOneField(Message, models.CASCADE, related_name="copied_from")
    origin = models.OneToOneField(Message, models.CASCADE, related_name="copied_to")

    def __str__(self) -> str:
        return f"{self.message_id} of {self.origin_id}"
