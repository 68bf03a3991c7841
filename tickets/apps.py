"""Tickets as an app; here the business signals are heard."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    """Owns the conversations and the queue."""

    name = "tickets"
    verbose_name = _("Tickets")

    def ready(self) -> None:
        """A tier change re-orders what the customer has open; tiers move only where promises still stand;
        what becomes of a lock is told on its customer's urgent tickets. Names are found as they are typed.
        """
        from support.people.signals import lock_changed, tier_changed, tier_moves
        from tickets.actions import let_tier_move, reprioritise_open_tickets, tell_of_lock
        from tickets.finding import folded  # noqa: F401

        tier_changed.connect(reprioritise_open_tickets, dispatch_uid="tickets.reprioritise")
        lock_changed.connect(tell_of_lock, dispatch_uid="tickets.locks")
        tier_moves.connect(let_tier_move, dispatch_uid="tickets.promises")
