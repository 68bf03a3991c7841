"""An agent says how long their replies can be called back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from support.people.requests import AgentRequest
from tickets.desk.access import agents_only
from tickets.models import Pen


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
