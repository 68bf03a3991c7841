"""Where a browser takes push messages, and what is still to be brought there."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from support.people.models import User
from tickets.models.notice import Notice


class Device(models.Model):
    """One browser that agreed to be told (RFC 8030); `p256dh` and `auth` are its keys (RFC 8291), base64url.

    `not_before` is what its push service asked us to wait for.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    endpoint = models.URLField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or str(self.pk)


class Push(models.Model):
    """One notice on its way to one browser; `due_at` is empty once it arrived or was given up."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="pushes", db_index=False)
    device = models.ForeignKey(Device, models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "device"], name="pushed_once_to_a_device")]
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="still_to_push")]

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.device_id}"
