"""Who gets into agents' pages: strangers are sent to the sign-in, to customers there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from support.people.requests import AgentRequest, VisitorRequest, is_from_agent

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
        here = request.get_full_path() if request.method == "GET" else _page_of_form(request)
        return redirect_to_login(here)
    page = urlsplit(request.htmx.current_url or "").path
    return HttpResponseClientRedirect(redirect_to_login(page or reverse("desk:home")).url)


def _page_of_form(request: VisitorRequest) -> str:
    """The page of ours a form was sent from, so that what was typed can be found there again."""
    sent_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, request.is_secure())
    return urlsplit(sent_from).path if is_ours and sent_from else reverse("desk:home")
