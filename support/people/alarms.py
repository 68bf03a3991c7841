"""Letters to supervisors about alarms. Each may be sent twice and keeps its Message-ID."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from support.people.models import Alarm, User

AT_ONCE = 50  # letters a round
WATCH = (User.Role.SUPERVISOR, User.Role.ADMIN)


def tell() -> int:
    """Write about each alarm nobody was told of; returns how many. Raises as letters do."""
    rows = Alarm.objects.filter(told_at=None).select_related("by", "customer").order_by("pk")
    watching = User.objects.filter(is_active=True, role__in=WATCH).order_by("email")
    to = list(watching.values_list("email", flat=True))
    for alarm in (found := list(rows[:AT_ONCE])):
        if to:
            _send(alarm, to)
        Alarm.objects.filter(pk=alarm.pk).update(told_at=timezone.now())
    return len(found)


def _send(alarm: Alarm, to: list[str]) -> None:
    """Who looked, on which ticket; nothing of the customer."""
    with translation.override("en"):
        facts: dict[str, Any] = {"alarm": alarm, "short": settings.EXCHANGE_NAME.split()[0], "language": "en"}
        facts |= {"link": settings.SITE_URL + reverse("desk:reveals"), "house": settings.EXCHANGE_NAME}
        subject = " ".join(render_to_string("emails/alarm.subject.txt", facts).split())
        text, html = (render_to_string(f"emails/alarm.{kind}", facts) for kind in ("txt", "html"))
    headers = {"Message-ID": f"<alarm.{alarm.pk}@{settings.REPLY_DOMAIN}>"}
    headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    letter = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)
    letter.attach_alternative(html, "text/html")
    letter.send()
