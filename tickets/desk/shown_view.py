"""The queue pane when it shows a view: its tickets, money at risk apart, and what they are narrowed to."""

from dataclasses import replace
from typing import Any

from support.people.requests import AgentRequest
from tickets.desk import listing, lists, narrowing
from tickets.desk.lists import View
from tickets.desk.reader import Reader
from tickets.severity import Severity
from tickets.viewing import conditions


def of(request: AgentRequest, reader: Reader) -> tuple[list[View], dict[str, Any]]:
    """The rail, and what the pane shows of the view an address chooses."""
    views, view, narrowed = chosen(request, reader)
    listed = listing.page(view, reader, narrow=narrowed.where, after=request.GET.get("after", ""))
    urgent = [row for row in listed.tickets if row.severity == Severity.S0 and row.waiting_since]
    return views, {
        "view": view if listed.count is None else replace(view, count=listed.count),
        "urgent": urgent,
        "asked": lists.asked_of(request.user)[: lists.SHOWN] if view.slug == "asked" else [],
        "rows": [row for row in listed.tickets if row not in urgent],
        "narrowed": narrowed,
        "withdrawn": conditions.withdrawn(view.saved.conditions, reader.asking) if view.saved else [],
        "after": request.GET.get("after", ""),
        "further": listed.after,
        "controls": narrowing.controls(reader.asking, narrowed.chosen),
    }


def chosen(request: AgentRequest, reader: Reader) -> tuple[list[View], View, narrowing.Narrowed]:
    """The rail, the view of `?view=` with its count, and what it is narrowed to."""
    narrowed = narrowing.narrowed(request.GET, reader.asking)
    slug = request.GET.get("view", "")
    views = lists.views_for(reader, shown=slug, narrow=narrowed.where)
    view = next((one for one in views if one.slug == slug), views[0])
    return views, replace(view, narrowed=narrowed.chosen), narrowed
