"""A customer says how it was solved: once for each solve, and may think again for a day."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from tickets.actions.history import hold, record
from tickets.models import Event, Rating, Ticket

WITHIN = timedelta(days=30)  # after a solve: who still remembers


class MayNotRate(Exception):
    """This solve is not rated any more; says why in words for the customer."""


def last_solve(ticket: Ticket) -> Event | None:
    """The event that solved a ticket as it is now; None while it is open."""
    if ticket.resolved_at is None:
        return None
    return ticket.events.filter(kind=Event.Kind.RESOLVED).order_by("-seq").first()


def check_rating(ticket: Ticket, solved: Event | None) -> None:
    """Raise MayNotRate where a solve can neither be rated nor its rating changed."""
    newest = last_solve(ticket)
    if newest is None or ticket.merged_into_id:
        raise MayNotRate(_("This ticket is not solved. There is nothing to rate yet."))
    if solved is None or solved.pk != newest.pk:
        raise MayNotRate(_("This ticket was opened again since. You can rate the newest answer on its page."))
    now, rating = timezone.now(), Rating.objects.filter(solved=solved).first()
    if rating and not rating.may_change(now):
        raise MayNotRate(_("We have your rating. It could be changed for 24 hours; now it stays."))
    if rating is None and solved.at < now - WITHIN:
        raise MayNotRate(_("This was solved more than 30 days ago. Ratings are taken until then."))


@transaction.atomic
def rate(ticket: Ticket, *, solved: Event | None, score: int, comment: str) -> Rating:
    """Keep a score from 1 to 5 and a comment, its secrets masked. The same again changes nothing.

    Raises MayNotRate.
    """
    ticket = hold(ticket)
    check_rating(ticket, solved)
    said, now = shield.mask(comment), timezone.now()
    rating = Rating.objects.filter(solved=solved).first()
    if rating and (rating.score, rating.comment) == (score, said.text):
        return rating
    told: dict[str, Any] = {"score": score}
    if rating is None:
        rating = Rating(ticket=ticket, solved=solved, made_at=now)
    else:
        rating.changed_at, told = now, told | {"before": rating.score}
    rating.score, rating.comment, rating.masked = score, said.text, sorted(set(said.kinds))
    rating.save()
    record(ticket, Event.Kind.RATED, **told)
    return rating
