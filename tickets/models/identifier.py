"""What a ticket is about, by its name: a transaction, a withdrawal, an order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket


class Identifier(models.Model):
    """Something with a name of its own: two tickets of one customer that name it are about one thing."""

    class Kind(models.TextChoices):
        """What it names."""

        TXID = "txid", _("transaction ID")
        ADDRESS = "address", _("address")
        WITHDRAWAL = "withdrawal", _("withdrawal ID")
        ORDER = "order", _("order ID")
        LEDGER = "ledger", _("ledger ID")
        BANK_REFERENCE = "bank_reference", _("bank’s trace number")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=14, choices=Kind)
    value = models.CharField(max_length=128)
    network = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "kind", "value"], name="one_identifier_a_ticket")
        ]
        indexes = [models.Index(fields=["kind", "value"], name="identifier_value")]

    def __str__(self) -> str:
        return self.value
