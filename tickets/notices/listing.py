"""An agent's list of notices, newest first: always only of what they still may know."""

from collections.abc import Iterable
from typing import NamedTuple

from support.people.models import User
from tickets.models import Notice, SideConversation, Ticket

PAGE = 30
MOST = 100  # unread ones are counted up to here


class Page(NamedTuple):
    """Some of a list, and the key its next page begins before; 0 at the end."""

    notices: list[Notice]
    before: int


def page(user: User, *, before: int = 0, ticket: int = 0) -> Page:
    """The notices before a key, of one ticket or of all."""
    rows = Notice.objects.listed_for(user).select_related("event__ticket", "event__by", "aside")
    if before:
        rows = rows.filter(pk__lt=before)
    if ticket:
        rows = rows.filter(event__ticket=ticket)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else 0
    return Page(seen_by(user, found[:PAGE]), more)


def how_many_unread(user: User) -> int:
    """How many somebody has not read, up to MOST."""
    rows = Notice.objects.listed_for(user).unread().select_related("event")
    return len(seen_by(user, rows.order_by("-pk")[:MOST]))


def seen_by(user: User, notices: Iterable[Notice]) -> list[Notice]:
    """Those about what somebody may know of now: a ticket may have left their teams since."""
    found = list(notices)
    if not found or user.is_supervisor:
        return found
    about = {notice.event.ticket_id for notice in found}
    tickets = set(Ticket.objects.visible_to(user).filter(pk__in=about).values_list("pk", flat=True))
    hidden = {one.aside_id for one in found if one.aside_id and one.event.ticket_id not in tickets}
    rows = SideConversation.objects.visible_to(user).filter(pk__in=hidden)
    asides = set(rows.values_list("pk", flat=True)) if hidden else set()
    return [one for one in found if one.event.ticket_id in tickets or one.aside_id in asides]
