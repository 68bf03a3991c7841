"""Letters are understood a moment after they came."""

from celery import shared_task

from tickets.mail_in.understanding import understand
from tickets.models import Letter

AT_ONCE = 100


@shared_task(name="tickets.clock.understand_the_letters")
def understand_the_letters() -> int:
    """Read letters nobody has read yet, the oldest first; twice is safe, a letter is heard once."""
    waiting = Letter.objects.filter(understood_at=None).order_by("came_at")[:AT_ONCE]
    return sum(understand(letter) for letter in waiting)
