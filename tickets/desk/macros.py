"""Macros at the desk: to choose from on a ticket, and to write for one's own team; colleagues to name."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from support.audit import book
from support.people.models import User
from support.people.requests import AgentRequest
from tickets.actions import mentioning
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.macros import picking
from tickets.macros.form import MacroForm
from tickets.macros.variables import VARIABLES
from tickets.models import Macro, Pen

LONGEST = 100  # characters of a search


@agents_only
@require_GET
def of_ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """What can be said here, most used first: for the box in the composer (`?as=json`), or as a page."""
    opened = ticket_for(request, pk)
    asked = {
        "query": request.GET.get("q", "").replace("\0", "")[:LONGEST],
        "kind": request.GET.get("kind", ""),
    }
    choices = list(picking.choices(opened, request.user, **asked))
    if request.GET.get("as") == "json":
        return JsonResponse({"options": [_told(choice) for choice in choices]})
    shown: dict[str, Any] = {"asking": "tickets/desk/macros_for.html", "choices": choices, **asked}
    return pages.show(request, opened, **shown)


@agents_only
@require_GET
def colleagues(request: AgentRequest, pk: int) -> HttpResponse:
    """Who may be named in a note on this ticket."""
    opened = ticket_for(request, pk)
    query = request.GET.get("q", "")[:LONGEST].casefold()
    named = mentioning.colleagues(opened, besides=request.user)
    found = [user for user in named if query in user.name.casefold()][:20]
    options = [
        {"label": user.name, "detail": str(user.get_role_display()), "insert": f"@{user.name} "}
        for user in found
    ]
    return JsonResponse({"options": options})


@agents_only
@require_GET
def shelf(request: AgentRequest) -> HttpResponse:
    """All macros this agent may use, and how they answer."""
    rows = Macro.objects.for_user(request.user).most_used_first(request.user)
    pen = Pen.objects.filter(user=request.user).first() or Pen(undo_seconds=settings.UNDO_SECONDS)
    macros = [(macro, macro.may_be_changed_by(request.user)) for macro in rows.select_related("team")]
    facts = {"macros": macros, "may_write": _may_write(request.user), "pen_form": PenForm(instance=pen)}
    return render(request, "tickets/desk/macros.html", facts)


@agents_only
@require_http_methods(["GET", "POST"])
def write(request: AgentRequest, pk: int | None = None) -> HttpResponse:
    """A new macro, or another wording of one."""
    macro = _theirs(request, pk) if pk else None
    if macro is None and not _may_write(request.user):
        raise Http404
    form = MacroForm(request.POST or None, user=request.user, instance=macro)
    if form.is_valid():
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        book.record("macro.edited" if macro else "macro.made", form.save(), by=request.user, **changed)
        messages.success(request, _("Kept. It can be used at once."))
        return redirect("desk:macros")
    facts = {"form": form, "macro": macro, "variables": [(name, told[0]) for name, told in VARIABLES.items()]}
    status = 422 if form.is_bound else 200
    return render(request, "tickets/desk/macro.html", facts, status=status)


@agents_only
@require_POST
def delete(request: AgentRequest, pk: int) -> HttpResponse:
    """Nobody needs it any more."""
    macro = _theirs(request, pk)
    book.record("macro.deleted", macro, by=request.user, name=macro.name)
    macro.delete()
    return redirect("desk:macros")


class PenForm(forms.ModelForm):
    """How long a reply can be called back."""

    class Meta:
        model = Pen
        fields = ["undo_seconds"]


@agents_only
@require_POST
def pen(request: AgentRequest) -> HttpResponse:
    """How this agent answers."""
    form = PenForm(
        request.POST, instance=Pen.objects.filter(user=request.user).first() or Pen(user=request.user)
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
    return redirect("desk:macros")


def _may_write(user: User) -> bool:
    return user.is_supervisor or Pen.objects.filter(user=user, writes_macros=True).exists()


def _theirs(request: AgentRequest, pk: int) -> Macro:
    """A macro this agent may change; 404 for all others."""
    macro = get_object_or_404(Macro.objects.for_user(request.user), pk=pk)
    if not macro.may_be_changed_by(request.user):
        raise Http404
    return macro


def _told(choice: picking.Choice) -> dict[str, Any]:
    """One macro for the box in the composer."""
    return {
        "value": choice.macro.pk,
        "label": choice.macro.name,
        "detail": choice.detail,
        "kind": choice.macro.kind,
        "language": choice.language,
        "insert": choice.filled.text,
        "problem": choice.filled.problem,
        "steps": [{"value": step.value, "words": step.words} for step in choice.steps],
    }
