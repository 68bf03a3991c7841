"""All tags of the house, for supervisors: how many tickets carry each, and what it is called."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk.access import supervisors_only
from tickets.models import Tag

PAGE = "tickets/desk/all_tags.html"
MOST = 1000


@supervisors_only
@require_GET
def every(request: AgentRequest) -> HttpResponse:
    """All tags, with how many tickets carry each."""
    return _all(request)


@supervisors_only
@require_POST
def rename(request: AgentRequest, pk: int) -> HttpResponse:
    """Call one something else everywhere; two of one name become one."""
    renamed = get_object_or_404(Tag, pk=pk)
    try:
        actions.rename_tag(renamed, name=request.POST.get("name", ""), by=request.user)
    except actions.MayNotTag as refusal:
        return _all(request, status=422, wrong=renamed.pk, typed=request.POST.get("name"), why=str(refusal))
    return redirect("desk:all-tags")


def _all(request: AgentRequest, *, status: int = 200, **refused: Any) -> HttpResponse:
    rows = Tag.objects.annotate(tickets=Count("taggings")).order_by("name")
    return render(request, PAGE, {"tags": rows[:MOST]} | refused, status=status)
