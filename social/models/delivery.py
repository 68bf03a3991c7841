"""A webhook, kept before it is answered."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.models.account import Network

PATIENCE = timedelta(seconds=30)  # the task that was queued with the row has this long
MOST_ATTEMPTS = 8


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Adjectives that chain."""

    def forgotten(self) -> "DeliveryQuerySet":
        """Kept, not yet understood, and not given up: the queue may have lost them."""
        before = timezone.now() - PATIENCE
        waiting = self.filter(understood_at=None, given_up_at=None, received_at__lte=before)
        return waiting.exclude(tried_at__gt=before)

    def not_understood(self) -> "DeliveryQuerySet":
        """What somebody should look at."""
        return self.filter(understood_at=None).exclude(error="")


class Delivery(models.Model):
    """One signed request of a network; what nobody understands stays visible and can be run again.

    `body` is the request's bytes, except that secrets in people's words are masked before the first write.
    """

    network = models.CharField(_("network"), max_length=20, choices=Network)
    provider_event_id = models.CharField(_("event id"), max_length=200)
    body = models.BinaryField(_("body"))
    headers = models.JSONField(_("headers"), default=dict)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    understood_at = models.DateTimeField(_("understood"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "provider_event_id"], name="delivered_once"),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=models.Q(understood_at=None, given_up_at=None),
                name="still_to_understand",
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.provider_event_id}"
