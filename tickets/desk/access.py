"""Who gets in: agents, and only to tickets they may know of; to everybody else the desk is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from support.people.models import User
from support.people.requests import AgentRequest, VisitorRequest, is_from_agent
from tickets.desk import looked
from tickets.models import Ticket

More = ParamSpec("More")


def agents_only(
    view: Callable[Concatenate[AgentRequest, More], HttpResponseBase],
) -> Callable[Concatenate[VisitorRequest, More], HttpResponseBase]:
    """Send strangers to the sign-in, tell customers there is no such page, keep the answer out of caches."""

    @wraps(view)
    def guarded(request: VisitorRequest, *args: More.args, **named: More.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not is_from_agent(request):
            raise Http404
        response = view(request, *args, **named)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def supervisors_only(
    view: Callable[Concatenate[AgentRequest, More], HttpResponseBase],
) -> Callable[Concatenate[VisitorRequest, More], HttpResponseBase]:
    """The same, and to agents who supervise nobody there is no such page either."""

    @agents_only
    @wraps(view)
    def guarded(request: AgentRequest, *args: More.args, **named: More.kwargs) -> HttpResponseBase:
        if not request.user.is_supervisor:
            raise Http404
        return view(request, *args, **named)

    return guarded


def _to_sign_in(request: VisitorRequest) -> HttpResponse:
    """Back to where they were afterwards; a fragment cannot show a sign-in, so the whole page goes there."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("desk:home"))
    page = urlsplit(request.htmx.current_url or "").path
    return HttpResponseClientRedirect(redirect_to_login(page or reverse("desk:home")).url)


def readable_as(ticket: Ticket, user: User) -> QuerySet[Ticket]:
    """The ticket itself or the one it was merged into, as far as this agent may know of them."""
    return Ticket.objects.visible_to(user).filter(pk__in=[ticket.pk, ticket.survivor().pk])


def ticket_for(request: AgentRequest, pk: int, *, as_: str = "ticket.viewed") -> Ticket:
    """One ticket this agent may know of, with what every page of it shows; 404 for all others.

    Whatever of it is asked for is written into the book, once an hour; `as_` says what as.
    """
    rows = Ticket.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("customer__tier", "team", "topic", "assignee", "calendar"), pk=pk
    )
    if request.method == "GET" and as_:
        looked.once(as_, found, by=request.user)
    return found
