"""Rows of what agents are told of; made twice they are there once."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets import mail
from tickets.models import Device, Event, Muted, Notice, Push, SideConversation, Ticket, Wishes
from tickets.notices import hearers
from tickets.notices.kinds import LISTED, MAIL, NAMED, PUSH, SOUND, Row
from tickets.severity import Severity


class Made(NamedTuple):
    """A notice that was not there before, and whether it wants to be heard."""

    notice: Notice
    sounds: bool


def make(event: Event) -> list[Made]:
    """Write down for each agent what concerns them and they wish to know; returns what is new.

    Nobody is told of what they may not see, as it stands now.
    """
    concerned = hearers.of(event)
    if not concerned:
        return []
    users = User.objects.filter(pk__in=concerned, is_active=True).select_related("agent", "wishes")
    muted = set(
        Muted.objects.filter(ticket=event.ticket_id, user__in=concerned).values_list("user", flat=True)
    )
    now, made = timezone.now(), []
    for user in users:
        rows = [row for row in concerned[user.pk] if row.kind in NAMED or user.pk not in muted]
        ways = ways_for(user, rows, severity=event.ticket.severity, now=now)
        if ways and may_see(user, event):
            notice, is_new = _write(event, user, rows[0], ways, now)
            if is_new:
                made.append(Made(notice, SOUND in ways))
    return made


def ways_for(user: User, rows: list[Row], *, severity: int, now: datetime) -> set[str]:
    """How somebody wants to hear of these lines now; in quiet hours only by their list."""
    wishes = getattr(user, "wishes", None) or Wishes(user=user)
    ways = {way for row in rows for way in wishes.chosen.get(row.name, row.at_first)}
    passes = severity == Severity.S0 and wishes.urgent_passes
    return ways & {LISTED} if wishes.is_quiet(now) and not passes else ways


def may_see(user: User, event: Event) -> bool:
    """Whether they may know of the ticket now, or stand on a side of what is asked about it."""
    if not user.is_staff:
        return False
    if Ticket.objects.visible_to(user).filter(pk=event.ticket_id).exists():
        return True
    asides = SideConversation.objects.visible_to(user)
    return "aside" in event.detail and asides.filter(pk=event.detail["aside"]).exists()


@transaction.atomic
def _write(event: Event, user: User, nearest: Row, ways: set[str], now: datetime) -> tuple[Notice, bool]:
    about = {
        "kind": nearest.kind,
        "aside_id": event.detail.get("aside"),
        "listed": LISTED in ways,
        "to_mail": MAIL in ways and mail.is_away(user),
    }
    notice, is_new = Notice.objects.get_or_create(to=user, event=event, defaults=about | {"made_at": now})
    if is_new and PUSH in ways:
        devices = Device.objects.filter(user=user)
        Push.objects.bulk_create(Push(notice=notice, device=one, due_at=now) for one in devices)
    return notice, is_new
