"""The bell's own tags; `{% load notices %}`."""

import json
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from tickets.models import Notice
from tickets.notices.words import ICONS, SAYS

register = template.Library()


@register.filter
def notice_says(notice: Notice) -> str | Promise:
    """What it is about, in our own words."""
    return SAYS[notice.kind]


@register.filter
def notice_icon(notice: Notice) -> str:
    """The picture of its kind."""
    return ICONS[Notice.Kind(notice.kind)]


@register.filter
def as_json(words: dict[str, Any]) -> SafeString:
    """Our own words as a script reads them."""
    return mark_safe(json.dumps(words, ensure_ascii=True).replace("<", "\\u003c"))  # noqa: S308
