"""Who may not chat for a while."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models import Ticket


class BlockQuerySet(models.QuerySet["Block"]):
    """Adjectives for blocks."""

    def standing(self, now: object) -> "BlockQuerySet":
        """Not lifted, and not over."""
        return self.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)


class Block(models.Model):
    """One visit, customer or network that is kept out of the chat. Tickets, and chats about money leaving
    now, pass always.

    `whom` is the visit's key, the customer's id, or a keyed digest of the network: no address is kept.
    """

    class Kind(models.TextChoices):
        """What is kept out."""

        VISIT = "visit", _("this browser")
        CUSTOMER = "customer", _("this customer")
        NETWORK = "network", _("this network")

    kind = models.CharField(_("what is kept out"), max_length=10, choices=Kind)
    whom = models.CharField(max_length=64)
    ticket = models.ForeignKey(Ticket, models.SET_NULL, null=True, related_name="blocks")
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "whom"], condition=Q(lifted_at=None), name="blocked")]

    def __str__(self) -> str:
        return f"{self.kind} {self.whom[:8]}"
