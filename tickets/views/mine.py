"""My tickets: the open ones first, each with its state and, where we owe an answer, the line."""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tickets import checklist, entrances, guests, standing
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.views.narrowing import Narrowed, topics_of

A_PAGE = 20


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's tickets, A_PAGE at a time; strangers are told how to find theirs."""
    if request.user.is_staff:
        return redirect("desk:home")
    theirs, narrowed = guests.visible_to(request.user, request.session), Narrowed.read(request.GET)
    found, more = _page_of(narrowed.of(theirs), after=request.GET.get("after", ""))
    lists = checklist.lists_of(found)
    rows = [(ticket, standing.in_short(ticket), lists.get(ticket.pk)) for ticket in found]
    choices = narrowed.choices(theirs)
    facts = {
        "narrowed": narrowed,
        "choices": choices,
        "topics": topics_of(theirs),
        "open_ones": [row for row in rows if row[0].is_open],
        "solved_ones": [row for row in rows if not row[0].is_open],
        "entrances": entrances.open_to(request.user),
        "more": narrowed.address(after=more) if more else "",
        "is_first": not request.GET.get("after"),
    }
    return render(request, "tickets/mine.html", facts)


def _page_of(rows: TicketQuerySet, *, after: str) -> tuple[list[Ticket], str]:
    """One page behind a cursor ("open" or "solved", opened_at, id), and the cursor of the next, or ""."""
    part, opened_at, pk = _cursor(after)
    found: list[Ticket] = []
    for name, ones in (("open", rows.open()), ("solved", rows.exclude(resolved_at=None))):
        if name == "open" and part == "solved":
            continue
        if name == part and opened_at:
            ones = ones.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, pk__lt=pk))
        ordered = ones.select_related("topic", "team", "calendar", "merged_into", "escalated_to").order_by(
            "-opened_at", "-pk"
        )
        found += ordered[: A_PAGE + 1 - len(found)]
    if len(found) <= A_PAGE:
        return found, ""
    last = found[A_PAGE - 1]
    return found[:A_PAGE], f"{'open' if last.is_open else 'solved'},{last.opened_at.isoformat()},{last.pk}"


def _cursor(text: str) -> tuple[str, datetime | None, int]:
    """A cursor somebody sent; whatever is not one means the first page."""
    part, _, rest = text.partition(",")
    moment, _, pk = rest.partition(",")
    try:
        opened_at = parse_datetime(moment.replace(" ", "+"))
    except ValueError:
        opened_at = None
    if (
        part not in {"open", "solved"}
        or opened_at is None
        or not opened_at.tzinfo
        or not pk.isdecimal()
        or len(pk) > 18
    ):
        return "open", None, 0
    return part, opened_at, int(pk)
