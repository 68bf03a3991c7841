"""Because time passed: visits that never came to anything are forgotten."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from livechat.models import Visit


@shared_task
def forget_the_silent() -> int:
    """Delete visits without a word whose session is over; twice is safe, they are gone then."""
    over = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    deleted, _ = Visit.objects.filter(ticket=None, started_at__lte=over).delete()
    return deleted
