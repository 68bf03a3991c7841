"""After the answer: what a webhook meant."""

from celery import shared_task

from social.models import Delivery
from social.understanding import understand as make_sense_of


@shared_task
def understand(delivery_id: int) -> None:
    """Turn a kept delivery into tickets. Twice is safe: words are heard once, by their id on the network."""
    delivery = Delivery.objects.filter(pk=delivery_id, understood_at=None).first()
    if delivery:
        make_sense_of(delivery)
