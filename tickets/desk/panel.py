"""The customer beside the ticket: what this ticket needs, the rest hidden."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from support.look import cities
from support.look.times import duration
from support.people import exchange_facts, reveals
from support.people.hiding import hidden_email, hidden_id
from support.people.models import Customer, Handle, TierSource
from tickets import lock_words
from tickets.desk import words
from tickets.desk.glance import Glance
from tickets.desk.reveal_form import RevealForm
from tickets.lock_words import Said
from tickets.models import Event, Ticket
from tickets.told import Told, told

SLUG = re.compile(r"[-a-z0-9_]{1,120}")


@dataclass(frozen=True)
class Panel:
    """What an agent is shown of a customer."""

    customer: Customer
    name: str  # never an address or an id as a whole
    exchange_id: str
    email: str
    unproven: bool  # somebody only typed the address
    proven_at: datetime | None  # they opened our letter there
    account: Customer | None  # who signs in with the address that this guest has proven
    language: str
    local_time: str  # hours and minutes, in their zone
    city: str
    tier_meaning: str
    tier_source: str
    handles: list[tuple[str, str, Handle, RevealForm | None]]  # icon, network, handle, the way to its id
    reveals: dict[str, RevealForm]  # the way to what is hidden, by its name
    asks_exchange: bool
    told: list[Told]
    searched: list[str]  # before they wrote, and what they read, as short names of articles
    read: list[str]
    lock: Said | None  # what became of a lock of the account


def panel(ticket: Ticket, *, began: Event | None, now: datetime, glance: Glance) -> Panel:
    """The customer of a ticket as agents see them; `began` is the event that opened the ticket.

    What else is known of them is fetched when somebody looks: tickets.desk.about.
    """
    customer = ticket.customer
    before = began.detail if began else {}
    values = list(ticket.values.all()) if glance.has_values else []
    handles = list(customer.handles.order_by("network", "pk"))
    networks = {handle.network for handle in handles}
    proven = next((one.proven_at for one in handles if one.network == Handle.GUEST and one.proven_at), None)
    hidden = {name: RevealForm(field=field) for name, field in reveals.fields(customer, handles).items()}
    return Panel(
        customer=customer,
        name=str(customer),
        exchange_id=hidden_id(customer.exchange_id or ""),
        email=hidden_email(customer.email),
        unproven=customer.is_unvouched and Handle.TYPED in networks,
        proven_at=proven,
        account=_account(customer) if proven else None,
        language=dict(settings.LANGUAGES).get(customer.language, customer.language),
        local_time=f"{timezone.localtime(now, _zone(customer.time_zone)):%H:%M}",
        city=cities.city(_zone(customer.time_zone).key),
        tier_meaning=_meaning(ticket, glance.ranks),
        tier_source=str(_("Tier told by: %(who)s") % {"who": TierSource(customer.tier_source).label}),
        handles=[
            (*words.door(handle.network), handle, hidden.get(f"handle-{handle.pk}"))
            for handle in handles
            if handle.network not in {Handle.TYPED, Handle.GUEST}  # what the address says already
        ],
        reveals=hidden,
        asks_exchange=exchange_facts.is_asked() and bool(customer.exchange_id),
        told=told(values),
        searched=_each(before.get("searched", "")),
        read=[slug for slug in _each(before.get("article", "")) if SLUG.fullmatch(slug)],
        lock=_lock(customer) if glance.has_locks else None,
    )


def _lock(customer: Customer) -> Said | None:
    lock = lock_words.latest(customer)
    return lock_words.to_agent(lock) if lock else None


def _each(said: str) -> list[str]:
    """What the browser put behind one another."""
    return [one for one in said.split(" · ") if one]


def shown_name(handle: Handle) -> str:
    """A name on a network as agents see it; addresses and numbers of a mailbox stay hidden."""
    if "@" in handle.external_id.lstrip("@"):
        return hidden_email(handle.external_id.partition(" ")[0])
    return handle.name or hidden_id(handle.external_id)


def _account(customer: Customer) -> Customer | None:
    """Who signs in with a guest's proven address; of a typed one nobody asks: it would be believed."""
    rows = Customer.objects.select_related("tier").exclude(pk=customer.pk)
    return rows.filter(user__email=customer.email.lower()).first()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # the exchange told us a zone we do not know
        return ZoneInfo("UTC")


def _meaning(ticket: Ticket, ranks: list[int]) -> str:
    """What the tier does for this ticket, as a promise; `ranks` are those of all tiers."""
    tier = ticket.customer.tier
    said = {
        "tier": ticket.customer.tier_words,
        "rank": sum(rank <= tier.rank for rank in ranks),
        "tiers": len(ranks),
        "severity": ticket.severity,
        "time": duration(ticket.target_seconds),
    }
    if not ticket.customer.is_tier_known:
        return (
            _("%(tier)s. For S%(severity)d that promises an answer within %(time)s; never more than that.")
            % said
        )
    if ticket.severity == 0:
        return _("%(tier)s, %(rank)d of %(tiers)d. S0 promises every tier the same: %(time)s.") % said
    return (
        _("%(tier)s, %(rank)d of %(tiers)d. For S%(severity)d here we promise an answer within %(time)s.")
        % said
    )
