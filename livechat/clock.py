"""Because time passed: silent visits are forgotten, silent visitors asked whether they are there."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from livechat import absence
from livechat.models import Visit


@shared_task
def forget_the_silent() -> int:
    """Delete visits without a word whose session is over; twice is safe, they are gone then."""
    over = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    deleted, _ = Visit.objects.filter(ticket=None, started_at__lte=over).delete()
    return deleted


@shared_task
def ask_the_silent() -> int:
    """Ask visitors who are silent whether they are there, and end the chats of who was asked in vain.

    Twice is safe: who was asked has a row that says when, and an ended chat is not ended again.
    """
    now = timezone.now()
    return absence.end(now) + absence.nudge(now)
