"""Tickets as an app; here the one business signal is heard."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    """Owns the conversations and the queue."""

    name = "tickets"
    verbose_name = _("Tickets")

    def ready(self) -> None:
        """A tier change re-orders what the customer has open."""
        from support.people.signals import tier_changed
        from tickets.actions import reprioritise_open_tickets

        tier_changed.connect(reprioritise_open_tickets, dispatch_uid="tickets.reprioritise")
