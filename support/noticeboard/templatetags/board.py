"""The board on other pages: its news, and what is asked more than usual. Rooms meet on the page only."""

from django import template
from django.core.cache import cache
from django.utils import timezone

from support.noticeboard.models import Notice
from tickets import trends
from tickets.models import Topic

register = template.Library()
KEPT = 60  # seconds


@register.simple_tag
def news() -> list[Notice]:
    """What is pinned to the board now and not solved."""
    return list(Notice.objects.current(timezone.now()).exclude(tone=Notice.Tone.SOLVED))


@register.simple_tag
def trending() -> list[Topic]:
    """Topics with an article that people write about more than usual; counted once a minute."""
    found: list[Topic] = cache.get_or_set("trending", lambda: trends.rising(timezone.now()), KEPT) or []
    return found
