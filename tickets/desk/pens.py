"""An agent says how their replies leave and what they read translated."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from support import translation
from support.people.requests import AgentRequest
from tickets.desk.access import agents_only
from tickets.models import Pen


class PenForm(forms.ModelForm):
    """How long a reply can be called back, and what is translated without asking."""

    class Meta:
        model = Pen
        fields = ["undo_seconds", "translates"]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if not translation.is_configured():
            del self.fields["translates"]


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
