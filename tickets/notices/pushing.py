"""Push messages leave: each to one browser once, later when its service asks for it, and not for ever."""

import json
import logging
from datetime import timedelta
from email.utils import parsedate_to_datetime

import httpx
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from tickets.models import Device, Push
from tickets.notices import endpoints, making, sealing
from tickets.severity import Severity

logger = logging.getLogger(__name__)

TTL = timedelta(hours=1)  # what is older is read at the desk
LEASE = timedelta(minutes=1)  # longer than a call may take: then its worker is gone
PAUSES = [timedelta(seconds=each) for each in (15, 60, 240, 900)]
GONE = {404, 410}  # RFC 8030, 7.3: the browser wants no more
AT_ONCE = 100
PATIENCE = 5.0  # seconds for one call


def push_the_due(pushes: QuerySet[Push] | None = None) -> int:
    """Send what is due, of these or of all; returns how many arrived.

    Twice is safe: each row is taken by one.
    """
    if not settings.PUSH_PRIVATE_KEY:
        return 0
    rows = (Push.objects.all() if pushes is None else pushes).filter(due_at__lte=timezone.now())
    with httpx.Client(timeout=PATIENCE, trust_env=False, follow_redirects=False) as line:
        return sum(
            _send(pk, line) for pk in list(rows.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
        )


def _send(pk: int, line: httpx.Client) -> bool:
    now = timezone.now()
    taken = Push.objects.filter(pk=pk, due_at__lte=now).update(due_at=now + LEASE, tries=F("tries") + 1)
    if not taken:
        return False
    push = Push.objects.select_related("device", "notice__to", "notice__event__ticket").get(pk=pk)
    if not _is_worth_it(push):
        return _settle(push)
    if push.device.not_before and push.device.not_before > now:
        Push.objects.filter(pk=pk).update(due_at=push.device.not_before, tries=F("tries") - 1)
        return False
    try:
        answer = line.post(push.device.endpoint, content=_letter(push), headers=_headers(push))
    except (httpx.HTTPError, ValueError) as trouble:
        logger.info("push %s did not leave: %s", pk, type(trouble).__name__)
        return _later(push, None)
    return _heard(push, answer)


def _is_worth_it(push: Push) -> bool:
    """Whether it is still news, to somebody who may still know of it, by a service we still call."""
    notice = push.notice
    is_news = notice.read_at is None and notice.made_at > timezone.now() - TTL
    return is_news and endpoints.is_known(push.device.endpoint) and making.may_see(notice.to, notice.event)


def _letter(push: Push) -> bytes:
    """Which kind, which ticket, how grave: never what anybody wrote, never a name."""
    ticket = push.notice.event.ticket
    about = {"kind": push.notice.kind, "reference": ticket.reference, "severity": ticket.severity}
    return sealing.sealed(json.dumps(about).encode(), p256dh=push.device.p256dh, auth=push.device.auth)


def _headers(push: Push) -> dict[str, str]:
    is_urgent = push.notice.event.ticket.severity <= Severity.S1
    return {
        "Authorization": sealing.signed(push.device.endpoint, now=timezone.now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(TTL.total_seconds())),
        "Urgency": "high" if is_urgent else "normal",
    }


def _heard(push: Push, answer: httpx.Response) -> bool:
    if answer.status_code in GONE:
        Device.objects.filter(pk=push.device_id).delete()
        return False
    if answer.status_code == 429 or answer.status_code >= 500:
        return _later(push, _asked(answer))
    _settle(push)
    if not answer.is_success:
        logger.warning("a push service refused with %s", answer.status_code)
    return answer.is_success


def _later(push: Push, asked: timedelta | None) -> bool:
    """Try again after as long as the service asks for, or as we think; some times, then no more."""
    if push.tries > len(PAUSES):
        return _settle(push)
    until = timezone.now() + max(asked or timedelta(), PAUSES[push.tries - 1])
    Push.objects.filter(pk=push.pk).update(due_at=until)
    if asked:
        Device.objects.filter(pk=push.device_id).update(not_before=timezone.now() + asked)
    return False


def _settle(push: Push) -> bool:
    Push.objects.filter(pk=push.pk).update(due_at=None)
    return False


def _asked(answer: httpx.Response) -> timedelta | None:
    """Retry-After, in seconds or as a date (RFC 9110, 10.2.3), at most a day; None when it says nothing."""
    said = answer.headers.get("Retry-After", "").strip()
    try:
        wait = (
            timedelta(seconds=int(said)) if said.isdecimal() else parsedate_to_datetime(said) - timezone.now()
        )
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, timedelta()), timedelta(days=1))
