"""A file that came with a message."""

import uuid

from django.db import models

from tickets.models.message import Message


def somewhere_unguessable(attachment: "Attachment", name: str) -> str:
    """Where a file lies: a random name, nothing of what the sender called it."""
    key = uuid.uuid4().hex
    return f"attachments/{key[:2]}/{key}"


class Attachment(models.Model):
    """A checked file; served only through a view that asks who you are."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=somewhere_unguessable)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
