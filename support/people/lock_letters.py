"""Letters about locks: the link that locks, the warning that somebody wants it lifted, the call to our own.

Each may be sent twice and keeps its Message-ID, so that a second copy is recognised as one. None says more of
an account than the ends of its id. They raise OSError or what the mail server's library raises.
"""

from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from support.look.times import clock, day, duration
from support.people import lock_links
from support.people.models import AccountLock, Customer, User

SECURITY = "security"  # the team's short name
MOST_ACCOUNTS = 3  # that one address may stand for


def send_links(address: str) -> int:
    """To an address that accounts at the exchange have: a link for each that locks it. Returns how many."""
    rows = Customer.objects.filter(email__iexact=address).exclude(exchange_id=None).exclude(exchange_id="")
    found = list(rows.order_by("pk")[:MOST_ACCOUNTS])
    for customer in found:
        link = lock_links.to_lock(customer)
        told = {"link": link, "minutes": int(lock_links.LASTS.total_seconds() // 60)}
        _send("lock", [customer.email], customer, f"{customer.pk}.{link[-12:-1]}", told)
    return len(found)


def warn_owner(lock: AccountLock) -> None:
    """To the address the account had when it was locked: somebody wants it lifted, and how to stop that."""
    assert lock.undo_asked_at
    told = {"link": lock_links.to_stay(lock), "asked_at": lock.undo_asked_at}
    asked = f"{lock.key}.{lock.undo_asked_at.timestamp():.0f}"
    _send("unlock", [lock.email], lock.customer, asked, told)


def call_security(lock: AccountLock, *, lifting: bool) -> None:
    """To whoever answers for security: a lock without an answer, or one that is to be lifted."""
    rows = User.objects.filter(is_active=True).exclude(role=User.Role.CUSTOMER)
    team = rows.filter(agent__teams__slug=SECURITY) or rows.filter(role=User.Role.SUPERVISOR)
    to = sorted({user.email for user in team})
    told = {"link": settings.SITE_URL + reverse("desk:home"), "lock": lock, "lifting": lifting}
    step = f"lifting.{lock.undo_asked_at.timestamp():.0f}" if lock.undo_asked_at and lifting else "unanswered"
    if to:
        _send("lock_alert", to, None, f"{lock.key}.{step}", told)


def _send(name: str, to: list[str], customer: Customer | None, own_id: str, told: dict[str, Any]) -> None:
    """Compose emails/<name> as the customer reads it, or in English for our own, and hand it over."""
    language, zone = (customer.language, _zone(customer)) if customer else ("en", None)
    house = parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
    account = customer or told["lock"].customer
    with translation.override(language), timezone.override(zone):
        facts = {"house": house, "short": settings.EXCHANGE_NAME.split()[0], "language": language}
        facts |= {"account": ends(account.exchange_id or "")} | told
        if at := told.get("asked_at"):
            pause = duration(settings.EXCHANGE_UNLOCK_AFTER_HOURS * 3600)
            facts |= {"when": f"{day(at)}, {clock(at)}", "pause": pause}
        subject = " ".join(render_to_string(f"emails/{name}.subject.txt", facts).split())
        text, html = (render_to_string(f"emails/{name}.{kind}", facts) for kind in ("txt", "html"))
    headers = {"Message-ID": f"<{name}.{own_id}@{settings.REPLY_DOMAIN}>", "Content-Language": language}
    headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    letter = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)
    letter.attach_alternative(html, "text/html")
    letter.send()


def _zone(customer: Customer) -> ZoneInfo | None:
    try:
        return ZoneInfo(customer.time_zone)
    except (KeyError, ValueError, OSError):  # the exchange told us a zone we do not know
        return None


def ends(exchange_id: str) -> str:
    """An exchange id by its end: "MX-2048-7731" is "…7731"; a short one shows less."""
    return f"…{exchange_id[-4:] if len(exchange_id) >= 9 else exchange_id[-2:]}"
