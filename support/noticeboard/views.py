"""The home page: search first, then the doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from support.noticeboard import waits
from support.noticeboard.models import Notice


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins."""
    notices = Notice.objects.current(timezone.now()).exclude(tone=Notice.Tone.SOLVED)
    return render(request, "home.html", {"doors": waits.doors(), "notices": notices})
