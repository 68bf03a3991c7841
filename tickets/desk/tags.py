"""Tags at the desk: put on and taken off at the ticket."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Tag, Ticket

PART, PAGE = "tickets/desk/tags.html", "tickets/desk/tags_page.html"
KNOWN = 300  # offered while typing


class TagForm(forms.Form):
    """One tag, or several between commas."""

    names = forms.CharField(
        label=_("Add a tag"),
        max_length=400,
        widget=forms.TextInput(
            attrs={"list": "known-tags", "autocomplete": "off", "dir": "auto", "autofocus": True}
        ),
        error_messages={"required": _("Write a tag, or choose one.")},
    )


@agents_only
@require_http_methods(["GET", "POST"])
def of_ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """What is on a ticket, and what else there is (GET); put some on (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        return _shown(request, opened, TagForm(auto_id="tags-%s"))
    form = TagForm(request.POST, auto_id="tags-%s")
    if form.is_valid():
        typed = form.cleaned_data["names"]
        names = [name for name in typed.split(",") if name.strip()] or [typed]
        try:
            actions.tag(opened, names=names, by=request.user)
        except actions.MayNotTag as refusal:
            form.add_error("names", str(refusal))
    return _shown(request, opened, form)


@agents_only
@require_POST
def take_off(request: AgentRequest, pk: int) -> HttpResponse:
    """Take one off a ticket."""
    opened = ticket_for(request, pk)
    actions.untag(opened, name=request.POST.get("name", ""), by=request.user)
    return _shown(request, opened, TagForm(auto_id="tags-%s"))


def _shown(request: AgentRequest, opened: Ticket, form: TagForm) -> HttpResponse:
    status = 422 if form.errors else 200
    if not request.htmx and request.method == "POST" and not form.errors:
        return redirect("desk:ticket", opened.pk)
    there = list(opened.taggings.order_by("tag__name").values_list("tag__name", flat=True))
    known = (
        Tag.objects.visible_to(request.user).exclude(name__in=there).values_list("name", flat=True)[:KNOWN]
    )
    fresh = form if form.errors or not form.is_bound else TagForm(auto_id="tags-%s")
    facts: dict[str, Any] = {"ticket": opened, "tag_form": fresh, "there": there, "known": known}
    if request.htmx and request.htmx.target == "tags":
        return render(request, PART, facts, status=status)
    return pages.show(request, opened, status=status, asking=PAGE, **facts)
