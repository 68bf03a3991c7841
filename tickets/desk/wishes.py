"""The table of what an agent is told of, by which way, and their quiet hours."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.people.requests import AgentRequest
from tickets.actions import noticing
from tickets.desk.access import agents_only
from tickets.desk.wishes_form import WishesForm
from tickets.models import Device
from tickets.notices import keys
from tickets.notices.kinds import WAYS


@agents_only
@require_http_methods(["GET", "POST"])
def wishes(request: AgentRequest) -> HttpResponse:
    """Choose; hours that cannot be come back as they were typed."""
    form = WishesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        noticing.wish(request.user, **form.wishes)
        messages.success(request, _("Kept. From now on you are told like this."))
        return redirect("desk:wishes")
    facts = {
        "form": form,
        "ways": WAYS.values(),
        "push_key": keys.public() if settings.PUSH_PRIVATE_KEY else "",
        "devices": Device.objects.filter(user=request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tickets/desk/wishes.html", facts, status=status)
