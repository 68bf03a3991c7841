"""Who may read reports: supervisors and admins; to everybody else they are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from support.people.requests import AgentRequest, VisitorRequest
from tickets.desk.access import agents_only

More = ParamSpec("More")


def supervisors_only(
    view: Callable[Concatenate[AgentRequest, More], HttpResponseBase],
) -> Callable[Concatenate[VisitorRequest, More], HttpResponseBase]:
    """Guard a page as the desk does, and tell agents, too, that there is no such page."""

    @agents_only
    @wraps(view)
    def guarded(request: AgentRequest, *args: More.args, **named: More.kwargs) -> HttpResponseBase:
        if not request.user.is_supervisor:
            raise Http404
        return require_GET(view)(request, *args, **named)

    return guarded
