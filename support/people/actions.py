"""What can happen to people: they are recognised, and their tier changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from support.audit import book
from support.people import signals
from support.people.models import Agent, Customer, Handle, Tier, User


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
def change_tier(customer: Customer, *, to: Tier, by: User | None = None, reason: str = "") -> bool:
    """Move a customer to another tier and tell every room; False when they already were there."""
    # Alone, as tickets.actions.history.hold; NO KEY, since rows that name the customer are written meanwhile.
    customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    before = customer.tier
    if before == to:
        return False
    customer.tier = to
    customer.save(update_fields=["tier"])
    book.record("tier.changed", customer, by=by, before=before.slug, after=to.slug, reason=reason)
    signals.tier_changed.send(Customer, customer=customer, before=before, by=by, reason=reason)
    return True


def be_here(user: User) -> None:
    """A screen of an agent's desk gives a sign of life; who had vanished is back."""
    Agent.objects.filter(user=user).update(here_at=timezone.now(), vanished_at=None)


def notice_the_vanished(*, unheard_since: datetime) -> list[Agent]:
    """Mark agents at work who gave no sign of life since then, each once, and return them.

    Who never had a screen that could give one is not counted.
    """
    at_work = Agent.objects.filter(
        availability__in=["online", "busy"], vanished_at=None, user__is_active=True
    )
    silent = at_work.filter(here_at__lt=unheard_since).select_related("user")
    return [agent for agent in silent if _mark_vanished(agent, unheard_since)]


def _mark_vanished(agent: Agent, unheard_since: datetime) -> bool:
    still = Agent.objects.filter(pk=agent.pk, vanished_at=None, here_at__lt=unheard_since)
    return bool(still.update(vanished_at=timezone.now()))


def change_availability(agent: Agent, *, to: str) -> None:
    """Say whether new work may come to an agent: one of Agent.Availability."""
    agent.availability = Agent.Availability(to)
    agent.save(update_fields=["availability"])


@transaction.atomic
def join(user: User, *, name: str = "", language: str = "en") -> Customer:
    """Give somebody who proved an address the customer with that address, or a new one.

    Of several, the one the exchange told us of. Joining twice at once is joining once.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if known := Customer.of(user):
        return known
    strangers = Customer.objects.select_for_update(no_key=True).filter(user=None, email__iexact=user.email)
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
