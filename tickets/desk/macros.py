"""Macros at the desk: all an agent may use, and those they write for their own teams."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from support.audit import book
from support.people.models import User
from support.people.requests import AgentRequest
from tickets.desk.access import agents_only
from tickets.desk.pens import PenForm
from tickets.macros import facts
from tickets.macros.form import MacroForm
from tickets.macros.variables import VARIABLES
from tickets.models import Macro, Pen


@agents_only
@require_GET
def shelf(request: AgentRequest) -> HttpResponse:
    """All macros this agent may use, and how they answer."""
    rows = Macro.objects.for_user(request.user).most_used_first(request.user)
    pen = Pen.objects.filter(user=request.user).first() or Pen(undo_seconds=settings.UNDO_SECONDS)
    macros = [(macro, macro.may_be_changed_by(request.user)) for macro in rows.select_related("team")]
    page = {"macros": macros, "may_write": _may_write(request.user), "pen_form": PenForm(instance=pen)}
    return render(request, "tickets/desk/macros.html", page)


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
    page = {
        "form": form,
        "macro": macro,
        "variables": [(name, told[0]) for name, told in VARIABLES.items()],
        "facts": facts.known().all(get_language() or settings.LANGUAGE_CODE),
    }
    status = 422 if form.is_bound else 200
    return render(request, "tickets/desk/macro.html", page, status=status)


@agents_only
@require_POST
def forget(request: AgentRequest, pk: int) -> HttpResponse:
    """Nobody needs it any more."""
    macro = _theirs(request, pk)
    book.record("macro.deleted", macro, by=request.user, name=macro.name)
    macro.delete()
    return redirect("desk:macros")


def _may_write(user: User) -> bool:
    return user.is_supervisor or Pen.objects.filter(user=user, writes_macros=True).exists()


def _theirs(request: AgentRequest, pk: int) -> Macro:
    """A macro this agent may change; 404 for all others."""
    macro = get_object_or_404(Macro.objects.for_user(request.user), pk=pk)
    if not macro.may_be_changed_by(request.user):
        raise Http404
    return macro
