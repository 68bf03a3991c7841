"""A customer's tier is learnt from the exchange, or, when nobody vouches for it any longer, forgotten."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from support.people import exchange
from support.people.actions import change_tier, forget_tier
from support.people.models import THE_EXCHANGES, Customer, TierSource

log = logging.getLogger(__name__)
SILENCE = "the exchange no longer confirms it"


def is_worth_asking(customer: Customer) -> bool:
    """Whether the exchange should be asked about somebody now."""
    found = Customer.objects.filter(pk=customer.pk).worth_asking_about(timezone.now())
    return exchange.is_asked() and found.exists()


def learn_tier(customer: Customer) -> bool:
    """Ask the exchange and follow what it signed; False when it gave no answer.

    Without one an unknown tier stays unknown, and a known one is kept for TIER_KEPT_DAYS since it was
    told, then forgotten. Nothing is asked inside a transaction.
    """
    asked_at = timezone.now()
    Customer.objects.filter(pk=customer.pk).update(tier_asked_at=asked_at)
    try:
        tier = exchange.ask(customer.exchange_id or "")
    except exchange.NoAnswer as why:
        log.warning("no tier for customer %s: %s", customer.pk, why)
        _doubt(customer)
        return False
    # True as of the question: word that came meanwhile is newer.
    change_tier(customer, to=tier, reason="asked", source=TierSource.ASKED, at=asked_at)
    return True


def _doubt(customer: Customer) -> None:
    theirs = Customer.objects.filter(pk=customer.pk, tier_source__in=THE_EXCHANGES)
    if theirs.exists():
        forget_tier(
            customer, reason=SILENCE, told_before=timezone.now() - timedelta(days=settings.TIER_KEPT_DAYS)
        )
