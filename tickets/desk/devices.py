"""Browsers that take push messages: one agrees, or is told no more; and the script that shows them."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from support.people.requests import AgentRequest
from tickets.actions import noticing
from tickets.desk.access import agents_only
from tickets.notices import endpoints, keys
from tickets.notices.words import SAYS


class DeviceForm(forms.Form):
    """A subscription as the browser gives it (Push API, 5)."""

    endpoint = forms.URLField(max_length=1000, assume_scheme="https")
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)
    name = forms.CharField(max_length=80, required=False)

    def clean_endpoint(self) -> str:
        """Only push services we know: else a subscription would have us call any address inside the house."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not endpoints.is_known(endpoint):
            raise forms.ValidationError(_("This browser's push service is not one we know."))
        return endpoint

    def clean(self) -> dict[str, Any]:
        """Keys that can be encrypted for (RFC 8291, 3.1)."""
        said = super().clean() or {}
        if not self.errors and not keys.are_usable(said["p256dh"], said["auth"]):
            raise forms.ValidationError(_("This browser's keys cannot be used."))
        return said


@agents_only
@require_POST
def agree(request: AgentRequest) -> HttpResponse:
    """A browser agreed: 201, or 422 with what is wrong; 409 while the house has no keys."""
    if not settings.PUSH_PRIVATE_KEY:
        return JsonResponse({"problem": _("Browser push is not configured here.")}, status=409)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problems": form.errors}, status=422)
    noticing.take_device(request.user, **form.cleaned_data)
    return HttpResponse(status=201)


@agents_only
@require_POST
def forget(request: AgentRequest) -> HttpResponse:
    """Push no more to a browser: this one by its address, or another by its row."""
    said, endpoint = request.POST.get("device", ""), request.POST.get("endpoint", "")
    if endpoint:
        noticing.forget_device(request.user, endpoint=endpoint)
    elif said.isascii() and said.isdecimal() and len(said) < 15:
        noticing.forget_device(request.user, pk=int(said))
    return HttpResponse(status=204) if request.htmx else redirect("desk:wishes")


@require_GET
def script(request: HttpRequest) -> HttpResponse:
    """The service worker, with our own words in the reader's language; it holds no secret."""
    facts = {"words": {str(kind): str(words) for kind, words in SAYS.items()}}
    answer = render(request, "tickets/desk/sw.js", facts, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"], answer["Service-Worker-Allowed"] = "no-cache", "/desk/"
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer
