"""Ways to wait elsewhere: a mail when it is one's turn, or the same conversation as a ticket."""

from livechat import actions
from livechat.models import Visit
from tickets import mail
from tickets.models import Event


def ask(visit: Visit, *, email: str = "") -> bool:
    """Mail them when somebody takes them up; False where we know no address and none is left."""
    if email:
        actions.leave_address(visit, email=email)
    known = Visit.objects.filter(pk=visit.pk, customer__email__gt="").values("pk")
    return bool(Visit.objects.filter(pk__in=known).update(tells_turn=True))


def tell(event: Event) -> bool:
    """Somebody has taken them up: mail who asked for it and sits at no window now. Told once an asking.

    Twice is safe: the row is taken first, and given back when the mail could not leave.
    """
    visit = Visit.objects.filter(ticket=event.ticket_id, tells_turn=True).order_by("-started_at").first()
    if visit is None or visit.is_here:
        return False
    if not Visit.objects.filter(pk=visit.pk, tells_turn=True).update(tells_turn=False):
        return False
    try:
        mail.your_turn(event)
    except Exception:
        Visit.objects.filter(pk=visit.pk).update(tells_turn=True)
        raise
    return True
