"""Because time passed: no webhook that was kept stays unread."""

from celery import shared_task

from social.models import Delivery
from social.understanding import understand


@shared_task
def understand_the_forgotten() -> int:
    """Understand what the queue lost or a fault stopped; twice is safe, understanding is."""
    forgotten = list(Delivery.objects.forgotten().order_by("received_at")[:500])
    for delivery in forgotten:
        understand(delivery)
    return len(forgotten)
