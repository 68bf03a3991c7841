"""Who keeps a view, changes it, moves it in the rail or lets it go; shared ones are written into the book."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from support.audit import book
from support.people.models import Team, User
from tickets.models import SavedView

MOST = 30  # of one person, and shared


class TooMany(Exception):
    """Nobody keeps more views than a rail can show."""


class NotTheirs(Exception):
    """Only its owner changes a view, and only supervisors share."""


@transaction.atomic
def keep(
    view: SavedView,
    *,
    by: User,
    name: str,
    conditions: dict[str, Any],
    sort: str,
    shared: bool = False,
    team: Team | None = None,
) -> SavedView:
    """Keep a new view or a changed one: for oneself, or `shared` with a team or (none) everybody.

    Raises NotTheirs, or TooMany.
    """
    if (shared and not by.is_supervisor) or (view.pk and not view.can_be_changed_by(by)):
        raise NotTheirs
    if view.pk is None:
        like = SavedView.objects.filter(owner=None if shared else by)
        if like.count() >= MOST:
            raise TooMany
        view.place = (like.aggregate(last=Max("place"))["last"] or 0) + 1
    view.owner, view.team = (None, team) if shared else (by, None)
    view.name, view.conditions, view.sort = name, conditions, sort
    view.save()
    if shared:
        book.record("view.shared", view, by=by, name=name, conditions=conditions)
    return view


@transaction.atomic
def forget(view: SavedView, *, by: User) -> None:
    """Let a view go. Raises NotTheirs."""
    if not view.can_be_changed_by(by):
        raise NotTheirs
    if view.is_shared:
        book.record("view.forgotten", view, by=by, name=view.name, conditions=view.conditions)
    view.delete()


@transaction.atomic
def move(view: SavedView, *, by: User, up: bool) -> None:
    """Let a view change places with its neighbour in the rail. Raises NotTheirs."""
    if not view.can_be_changed_by(by):
        raise NotTheirs
    row = list(SavedView.objects.select_for_update().filter(owner=view.owner).order_by("place", "name", "pk"))
    at = row.index(view)
    to = at + (-1 if up else 1)
    if 0 <= to < len(row):
        row[at], row[to] = row[to], row[at]
    for place, one in enumerate(row):
        one.place = place
    SavedView.objects.bulk_update(row, ["place"])
