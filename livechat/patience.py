"""How long visitors wait for an answer before they leave, most of them without a word."""

from datetime import datetime

from django.utils import timezone

from livechat.models import HERE_FOR, Visit

FEWEST_LEFT = 20


def measured(*, team: int, since: datetime) -> float | None:
    """The mean patience in seconds; None when fewer than FEWEST_LEFT have left, for then nothing can be said.

    Everybody's waiting over those who left: the likeliest mean of an exponential patience when most are
    answered before it ends (Mandelbaum and Zeltyn 2007). Who left is whose window was gone before the answer.
    """
    now, waited, left = timezone.now(), 0.0, 0
    chats = Visit.objects.filter(ticket__team=team, ticket__channel="chat", ticket__opened_at__gte=since)
    for visit in chats.exclude(here_at=None).select_related("ticket"):
        assert visit.ticket
        assert visit.here_at
        ends = visit.ticket.first_replied_at or now
        gone = visit.here_at + HERE_FOR < ends
        left += gone
        waited += max(0.0, ((visit.here_at if gone else ends) - visit.ticket.opened_at).total_seconds())
    return waited / left if left >= FEWEST_LEFT and waited else None
