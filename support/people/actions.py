"""What can happen to people: they are recognised, and their tier changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from support.audit import book
from support.people import signals
from support.people.models import Agent, Customer, Handle, Tier, TierSource, User

UNKNOWN = "unknown"  # how the audit book calls a tier that nobody told us


def recognise(*, network: str, external_id: str, name: str = "", language: str = "en") -> Customer:
    """The customer behind a name on a network; a name never seen makes a new, unproven customer.

    Two messages of a stranger arriving at once make one customer: the unique handle is the judge.
    """
    handle = _known(network, external_id)
    if handle is None:
        with transaction.atomic():
            customer = Customer.objects.create(name=name, language=language)
            handle, made = Handle.objects.get_or_create(
                network=network, external_id=external_id, defaults={"customer": customer, "name": name}
            )
            if not made:
                customer.delete()
    return handle.customer


def _known(network: str, external_id: str) -> Handle | None:
    return Handle.objects.select_related("customer").filter(network=network, external_id=external_id).first()


@transaction.atomic
def change_tier(
    customer: Customer,
    *,
    to: Tier,
    by: User | None = None,
    reason: str = "",
    source: TierSource = TierSource.ADMIN,
    at: datetime | None = None,
) -> bool:
    """Move a customer to another tier and tell every room; False when they already were there.

    `at` says since when it is true, by the clock of whoever told us: what is older than what we know
    changes nothing. Without it, it is true now, whatever was said before.
    """
    customer = _alone(customer)
    if at and customer.tier_told_at and at < customer.tier_told_at:
        return False
    before, was_known = customer.tier, customer.is_tier_known
    customer.tier, customer.tier_source, customer.tier_told_at = to, source, at or timezone.now()
    customer.save(update_fields=["tier", "tier_source", "tier_told_at"])
    if was_known and before == to:
        return False
    told = {"before": before.slug if was_known else UNKNOWN, "after": to.slug}
    book.record("tier.changed", customer, by=by, **told, reason=reason, source=source.value)
    _tell(customer, before, by, reason)
    return True


@transaction.atomic
def forget_tier(
    customer: Customer, *, by: User | None = None, reason: str, told_before: datetime | None = None
) -> bool:
    """Nobody vouches for a customer's tier any more: it is unknown, and the lowest counts.

    False when it is unknown already, or was told anew since `told_before`.
    """
    customer = _alone(customer)
    told_at = customer.tier_told_at
    if told_at is None or (told_before and told_at >= told_before):
        return False
    before = customer.tier
    customer.tier, customer.tier_source, customer.tier_told_at = Tier.lowest(), TierSource.UNKNOWN, None
    customer.save(update_fields=["tier", "tier_source", "tier_told_at"])
    book.record("tier.changed", customer, by=by, before=before.slug, after=UNKNOWN, reason=reason)
    _tell(customer, before, by, reason)
    return True


def _alone(customer: Customer) -> Customer:
    # Alone, as tickets.actions.history.hold; NO KEY, since rows that name the customer are written meanwhile.
    return Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)


def _tell(customer: Customer, before: Tier, by: User | None, reason: str) -> None:
    if before != customer.tier:
        signals.tier_changed.send(Customer, customer=customer, before=before, by=by, reason=reason)


def be_here(user: User) -> None:
    """A screen of an agent's desk gives a sign of life; who had vanished is back."""
    Agent.objects.filter(user=user).update(here_at=timezone.now(), vanished_at=None)


def notice_the_vanished(*, unheard_since: datetime) -> list[Agent]:
    """Mark agents who gave no sign of life since then, each once, and return them.

    Whatever they said of their availability: somebody may be chatting with them. Who never had a screen that
    could give a sign is not counted.
    """
    silent = Agent.objects.filter(vanished_at=None, here_at__lt=unheard_since).select_related("user")
    return [agent for agent in silent if _mark_vanished(agent, unheard_since)]


def _mark_vanished(agent: Agent, unheard_since: datetime) -> bool:
    still = Agent.objects.filter(pk=agent.pk, vanished_at=None, here_at__lt=unheard_since)
    return bool(still.update(vanished_at=timezone.now()))


def change_availability(agent: Agent, *, to: str) -> None:
    """Say whether new work may come to an agent: one of Agent.Availability."""
    was_away, agent.availability = agent.said_away, Agent.Availability(to)
    if not agent.said_away:
        agent.away_since = None
    elif not was_away or agent.away_since is None:
        agent.away_since = timezone.now()
    agent.save(update_fields=["availability", "away_since"])


@transaction.atomic
def join(user: User, *, name: str = "", language: str = "en") -> Customer:
    """Give somebody who proved an address the customer with that address, or a new one.

    Of several, the one the exchange told us of; never what a stranger wrote who only typed the address.
    Joining twice at once is joining once.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if known := Customer.of(user):
        return known
    strangers = Customer.objects.reached_at(user.email).select_for_update(no_key=True)
    customer = strangers.order_by(F("exchange_id").asc(nulls_last=True), "pk").first()
    customer = customer or Customer(email=user.email, name=name or user.name, language=language)
    customer.user = user
    customer.save()
    Handle.objects.update_or_create(
        network="email",
        external_id=user.email,
        defaults={"customer": customer, "name": customer.name, "proven_at": timezone.now()},
    )
    return customer
