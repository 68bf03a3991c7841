"""What supervisors are called for: hidden facts of customers were looked at as nobody should have to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models.customer import Customer


class Alarm(models.Model):
    """One call; `told_at` is empty until the letter about it has left. `about` is the ticket's reference."""

    class Kind(models.TextChoices):
        """What happened."""

        CANARY = "canary", _("a canary was looked at")
        MANY = "many", _("more than one looks at in an hour")

    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="alarms")
    about = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        indexes = [models.Index(fields=["id"], condition=Q(told_at=None), name="alarms_to_mail")]

    def __str__(self) -> str:
        return f"{self.about} {self.get_kind_display()}"
