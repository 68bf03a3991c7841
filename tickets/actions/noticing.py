"""What an agent does with what they are told: reads it, mutes a ticket, wishes to be told otherwise."""

from datetime import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets import outbox
from tickets.models import Device, Muted, Notice, Ticket, Wishes

DEVICES = 10  # browsers of one agent; the oldest makes room


@transaction.atomic
def read(user: User, **which: Any) -> int:
    """Somebody has read all their notices, or `which` of them; their other screens learn of it."""
    rows = Notice.objects.listed_for(user).unread().filter(**which)
    done = rows.update(read_at=timezone.now(), to_mail=False)
    if done:
        transaction.on_commit(lambda: outbox.say_how_many_notices(user), robust=True)
    return done


def mute(ticket: Ticket, *, by: User) -> None:
    """Tell somebody no more of a ticket, unless it is given to them or they are named."""
    Muted.objects.get_or_create(user=by, ticket=ticket)


def unmute(ticket: Ticket, *, by: User) -> None:
    """Tell somebody of a ticket again."""
    Muted.objects.filter(user=by, ticket=ticket).delete()


def wish(
    user: User,
    *,
    chosen: dict[str, list[str]],
    quiet: tuple[time, time] | None,
    zone: str,
    urgent_passes: bool,
    counted: bool,
) -> Wishes:
    """Be told of these things in these ways from now on; `quiet` are hours on the clock of `zone`."""
    begin, end = quiet or (None, None)
    told: dict[str, Any] = {"chosen": chosen, "quiet_from": begin, "quiet_until": end, "zone": zone}
    told |= {"urgent_passes": urgent_passes, "counted": counted}
    return Wishes.objects.update_or_create(user=user, defaults=told)[0]


@transaction.atomic
def take_device(user: User, *, endpoint: str, p256dh: str, auth: str, name: str) -> Device:
    """Push to a browser from now on: to whoever signed in there last, and to no more than DEVICES of them."""
    told = {"user": user, "p256dh": p256dh, "auth": auth, "name": name, "not_before": None}
    device, _ = Device.objects.update_or_create(endpoint=endpoint, defaults=told)
    kept = Device.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:DEVICES]
    Device.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    return device


def forget_device(user: User, **which: Any) -> int:
    """Push no more to a browser of theirs."""
    return Device.objects.filter(user=user, **which).delete()[0]
