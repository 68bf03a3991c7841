"""Something somebody said."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket

WORDS = (
    "ticket", "seq", "kind", "author", "body", "language", "channel", "external_id", "public", "masked",
    "created_at",
)  # fmt: skip


class Message(models.Model):
    """One thing said; heard once: `(channel, external_id)` is unique, and the constraint is the judge.

    `external_id` is the network's own id for what came in and the browser's key for what we write;
    `remote_id` is what the network called our reply, so that its echo is recognised. What was said stays as
    it was said: of a row only how far a reply has come may change, and how it reads since its writer
    corrected it, where a Correction says so ("" once it was taken back). Whoever shows it shows
    `as_it_reads`.
    """

    class Kind(models.TextChoices):
        """Who speaks to whom."""

        CUSTOMER = "customer", _("customer")
        REPLY = "reply", _("reply")
        NOTE = "note", _("internal note")

    class Delivery(models.TextChoices):
        """How far a reply has come on its way out."""

        NONE = "", _("nothing to deliver")
        PENDING = "pending", _("on its way")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("delivered")
        UNKNOWN = "unknown", _("not known whether it arrived")
        FAILED = "failed", _("could not be delivered")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    channel = models.CharField(max_length=20)
    external_id = models.CharField(max_length=255)
    public = models.BooleanField(default=False)
    masked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    created_at = models.DateTimeField()

    delivery = models.CharField(max_length=10, choices=Delivery, blank=True, default=Delivery.NONE)
    remote_id = models.CharField(max_length=255, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempted_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    corrected = models.TextField(null=True, editable=False)

    class Meta:
        ordering = ["ticket_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "external_id"], name="heard_once"),
            models.UniqueConstraint(fields=["ticket", "seq"], name="one_order_of_messages"),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                condition=Q(delivery__in=["pending", "sending", "unknown"]),
                name="still_to_deliver",
            ),
            models.Index(fields=["channel", "remote_id"], condition=~Q(remote_id=""), name="echoes"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*WORDS),
            ),
            pgtrigger.Protect(name="words_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="corrected_by_a_row",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("corrected"),
                func="""
                    IF NEW.corrected IS DISTINCT FROM (
                        SELECT body FROM tickets_correction WHERE message_id = NEW.id ORDER BY id DESC LIMIT 1
                    ) THEN RAISE EXCEPTION 'pgtrigger: a message reads as its newest correction says';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket.reference} {self.seq}"

    @property
    def as_it_reads(self) -> str:
        """Its words, as its writer left them."""
        return self.body if self.corrected is None else self.corrected

    @property
    def is_withdrawn(self) -> bool:
        """Whether its writer took it back: nothing of it is shown, neither words nor files."""
        return self.corrected == ""

    @property
    def is_internal(self) -> bool:
        """Whether no customer may ever see it."""
        return self.kind == self.Kind.NOTE
