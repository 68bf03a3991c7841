"""The home page: search first, then the doors."""

from collections import Counter

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from helpcenter.shelves import shelves
from support.noticeboard import waits
from support.noticeboard.models import Notice, OfficialAccount
from support.people.models import Tier
from tickets import entrances
from tickets.models import Ticket, Topic
from tickets.pricing import PriceBook
from tickets.severity import Severity

LATELY = 500  # tickets that "lately" means
FEWEST_ASKED = 5  # tickets that make a topic worth a mention


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins."""
    tier = Tier.objects.order_by("rank").first()
    page = {
        "doors": [door for door in waits.doors() if door.channels != ("email",)],
        "notices": Notice.objects.current(timezone.now()).exclude(tone=Notice.Tone.SOLVED),
        "entrances": entrances.open_to(request.user),
        "asked": asked_lately(),
        "shelves": shelves(request.user),
        "urgent_seconds": PriceBook().first_reply(Severity.S0, tier, "web").seconds if tier else 0,
        "accounts": OfficialAccount.objects.all(),
        "x_name": settings.X_ACCOUNT_NAME,
        "facebook_name": settings.FACEBOOK_PAGE_NAME,
    }
    return render(request, "home.html", page)


def asked_lately() -> list[Topic]:
    """The four topics with an article that most tickets were about lately; counted every five minutes."""
    found: list[int] | None = cache.get("asked-lately")
    if found is None:
        recent = Ticket.objects.order_by("-pk").values_list("topic_id", flat=True)[:LATELY]
        counted = Counter(pk for pk in recent if pk).most_common(12)
        found = [pk for pk, times in counted if times >= FEWEST_ASKED]
        cache.set("asked-lately", found, 300)
    topics = Topic.objects.exclude(article="").in_bulk(found)
    return [topics[pk] for pk in found if pk in topics][:4]
