"""The public status page: is everything working, and how long does it take?"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from support.noticeboard import waits
from support.noticeboard.models import Notice, OfficialAccount
from support.people.models import Tier
from support.people.requests import VisitorRequest
from tickets.pricing import PriceBook


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Waits by door and by tier, notices now and of the last month, and who is really us."""
    now = timezone.now()
    book = PriceBook()
    notices = Notice.objects.filter(begins_at__lte=now)
    page = {
        "now": now,
        "doors": waits.doors(book=book),
        "tiers": [(tier, waits.doors(tier, book)) for tier in Tier.objects.all()],
        "current": notices.current(now).exclude(tone=Notice.Tone.SOLVED),
        "earlier": notices.exclude(ends_at=None, tone__in=["warn", "danger", "accent"]).filter(
            begins_at__gt=now - timedelta(days=30)
        )[:10],
        "accounts": OfficialAccount.objects.all(),
    }
    return render(request, "noticeboard/status.html", page)


@require_POST
def is_this_us(request: VisitorRequest) -> HttpResponse:
    """Compare what contacted somebody with every account we own."""
    contact = request.POST.get("contact", "")[:200]
    page = {
        "contact": contact,
        "ours": OfficialAccount.behind(contact),
        "accounts": OfficialAccount.objects.all(),
    }
    template = "noticeboard/_verdict.html" if request.htmx else "noticeboard/is_this_us.html"
    return render(request, template, page, status=200 if contact.strip() else 422)
