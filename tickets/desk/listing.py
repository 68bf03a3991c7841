"""The tickets of a view, a page at a time: of a line in its order, of anything else in the view's."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from tickets import queue, rows
from tickets.desk import lists
from tickets.desk.lists import View
from tickets.desk.reader import Reader
from tickets.models import Ticket
from tickets.queue import InLine
from tickets.viewing import paging
from tickets.viewing.places import place


@dataclass(frozen=True)
class Listed:
    """A page of tickets, and what the address of the next one says behind `after=`; nothing on the last.

    `count` is how many of a line meet what it is narrowed to, where that is known only by looking.
    """

    tickets: list[Ticket]
    after: str = ""
    count: int | None = None


def page(view: View, reader: Reader, *, narrow: Q | None = None, after: str = "") -> Listed:
    """A page of a view, narrowed, from the beginning or after a place."""
    if view.slug == "asked":  # its rows are questions: see `lists.asked_of`
        return Listed([])
    if view.where is None or view.sort is None:
        return _of_line(view, reader, narrow, after)
    where = view.where if narrow is None else view.where & narrow
    named = place(after)
    from_there = named if named and view.sort.knows(named) else None
    if view.count < queue.COUNTED_UP_TO:
        found = paging.gathered(reader.arms(where), view.sort, queue.COUNTED_UP_TO)
        found = [one for one in found if not from_there or view.sort.key(one) > view.sort.key(from_there)]
    else:
        arms = reader.arms(where, each=True)
        found = paging.walked(arms, view.sort, from_there, lists.SHOWN + 1)
    cut = paging.cut(found, lists.SHOWN)
    return Listed(rows.shown(cut.ids), str(cut.last or ""))


def ids(view: View, reader: Reader, *, narrow: Q | None = None, most: int) -> list[int]:
    """All of a view, narrowed, in its order, but no more than so many."""
    if view.slug == "asked":
        return []
    if view.where is None or view.sort is None:
        return [one.pk for one in _line(view, reader, reader.now, narrow, most)]
    where = view.where if narrow is None else view.where & narrow
    if view.count < queue.COUNTED_UP_TO:
        return [one.pk for one in paging.gathered(reader.arms(where), view.sort, most)]
    return [one.pk for one in paging.walked(reader.arms(where, each=True), view.sort, None, most)]


def _of_line(view: View, reader: Reader, narrow: Q | None, after: str) -> Listed:
    """A line moves while it is read: its pages are of one moment, which the place of the last row names."""
    now, last = _moment(after) or (reader.now, None)
    from_head = last is None and narrow is None
    most = lists.SHOWN + 1 if from_head else queue.COUNTED_UP_TO
    line = _line(view, reader, now, narrow, most)
    found = [one for one in line if not last or one.key > last.key]
    more = len(found) > lists.SHOWN
    tickets = rows.shown([one.pk for one in found[: lists.SHOWN]])
    there = _address(now, found[lists.SHOWN - 1]) if more else ""
    return Listed(tickets, there, None if narrow is None else len(line))


def _line(view: View, reader: Reader, now: datetime, narrow: Q | None, most: int) -> list[InLine]:
    among = None if narrow is None else _met(narrow, reader)
    if view.team:
        return queue.line_in(view.team, now=now, limit=most, among=among)
    return queue.line_for(reader.user, now=now, limit=most, among=among)


def _met(narrow: Q, reader: Reader) -> list[int]:
    """Who waits and meets it, as many as are counted: of more, those that are due first."""
    found = Ticket.objects.filter(narrow, lane__isnull=False, team__in=[team.pk for team in reader.teams])
    return list(found.order_by("due_at").values_list("pk", flat=True)[: queue.COUNTED_UP_TO])


def _address(now: datetime, last: InLine) -> str:
    return f"{now.isoformat()}~{last.urgent:d}~{last.used}~{last.since.isoformat()}~{last.pk}"


def _moment(after: str) -> tuple[datetime, InLine] | None:
    try:
        at, urgent, used, since, pk = after.split("~")
        now, waits = parse_datetime(at), parse_datetime(since)
        if now is None or waits is None or now.tzinfo is None or waits.tzinfo is None:
            return None
        return now, InLine(int(pk), urgent == "1", float(used), waits)
    except (ValueError, OverflowError):
        return None
