"""A reply that has not left yet: for the seconds in which it can be called back, or until its time comes."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    """Adjectives for what has not left."""

    def waiting(self) -> "OutgoingQuerySet":
        """What leaves when its time comes."""
        return self.filter(end="")

    def due(self, now: datetime) -> "OutgoingQuerySet":
        """What leaves by now, in the order it was written."""
        return self.waiting().filter(leaves_at__lte=now).order_by("leaves_at", "pk")

    def to_show(self) -> "OutgoingQuerySet":
        """What waits, and what was stopped and still holds its words."""
        return self.exclude(end=Outgoing.End.RECALLED).select_related("by").order_by("leaves_at", "pk")


class Outgoing(models.Model):
    """Words for a customer that nobody but agents can see yet: no message, no event, no frame knows of them.

    The clock turns them into the reply by the ordinary action (`tickets.actions.leave`) and deletes the row.
    `wanted` is [[words, kind], …], `steps` what is done with the reply (`tickets.actions.steps`). Files wait
    as uploads of `owner`. `after` is the `seq` up to which its writer has seen the ticket: what was said
    publicly since holds it, until they look and say "send it anyway" (`tickets.actions.holding`).
    """

    class End(models.TextChoices):
        """Why it does not leave."""

        NONE = "", _("waits")
        RECALLED = "recalled", _("called back")
        OVERTAKEN = "overtaken", _("held: the ticket went on")
        REFUSED = "refused", _("stopped: it could not be sent")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="outgoing")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=128, unique=True)
    body = models.TextField(blank=True)
    typed = models.TextField(blank=True)  # with its variables: what comes back into the composer
    wanted = models.JSONField(default=list)
    steps = models.JSONField(default=dict)
    later = models.BooleanField(default=False)
    after = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    end = models.CharField(max_length=10, choices=End, blank=True, default=End.NONE)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["leaves_at"], condition=Q(end=""), name="still_to_leave")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.leaves_at:%Y-%m-%d %H:%M:%S}"

    @property
    def owner(self) -> str:
        """Whose the uploads are that wait with it."""
        return f"outgoing:{self.pk}"

    def seen_in(self, ticket: Ticket) -> int | datetime:
        """Up to where its writer has seen a ticket: of one that theirs was merged into, by the time."""
        return self.after if ticket.pk == self.ticket_id else self.made_at
