"""A text far too long comes back in its form with the reason, rather than being lost to a bare refusal.

Django refuses a body beyond DATA_UPLOAD_MAX_MEMORY_SIZE before any view has seen it. Editors, who are signed
in, may send as much as MOST, so that five million letters in any script are answered in the form.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from helpcenter.markup import LONGEST
from support.people.guards import agents_only
from support.people.requests import AgentRequest, VisitorRequest

MOST = 48 << 20  # bytes as a form sends them: a letter of another script takes nine
URLENCODED = "application/x-www-form-urlencoded"
More = ParamSpec("More")


def roomy(
    view: Callable[Concatenate[AgentRequest, More], HttpResponseBase],
) -> Callable[Concatenate[VisitorRequest, More], HttpResponseBase]:
    """For agents only; the form's token is checked here, after its size."""
    protected = csrf_protect(view)

    @csrf_exempt
    @agents_only
    @wraps(view)
    def answer(request: AgentRequest, *args: More.args, **named: More.kwargs) -> HttpResponseBase:
        try:
            _read(request)
            return protected(request, *args, **named)
        except (RequestDataTooBig, TooManyFieldsSent):
            told = {"most": LONGEST, "megabytes": MOST >> 20}
            return render(request, "helpcenter/writing/too_long.html", told, status=413)

    return answer


def _read(request: AgentRequest) -> None:
    """Raises RequestDataTooBig for more than MOST; what Django takes by itself it reads itself."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > MOST:
        raise RequestDataTooBig
    if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and request.content_type == URLENCODED:
        request.POST = QueryDict(request.read(size), encoding="utf-8")
