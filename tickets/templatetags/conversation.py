"""What a conversation is made of beside its words; `{% load conversation %}`."""

from datetime import date

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from tickets import translations
from tickets.models import Message

register = template.Library()


@register.filter
def day_words(day: date) -> str:
    """Say “Today, Monday 23 November”: a day in full, with its year when it is another."""
    today = timezone.localdate()
    if day.year == today.year:
        said = date_format(day, pgettext("a day with its weekday, as Django's date format", "l j F"))
    else:
        said = date_format(day, pgettext("a day with weekday and year, as Django's date format", "l j F Y"))
    near = {0: _("Today, %(day)s"), 1: _("Yesterday, %(day)s")}.get((today - day).days)
    return near % {"day": said} if near else said


@register.simple_tag(takes_context=True)
def translation_of(context: Context, message: Message) -> str:
    """How a translation is offered: "" not at all, "asked" by a button, "always" by itself."""
    if not translations.is_offered(message):
        return ""
    request = context["request"]
    if not hasattr(request, "wants_translations"):  # once a page, however many messages
        request.wants_translations = translations.wants_all(request.user)
    return "always" if request.wants_translations and message.kind == Message.Kind.CUSTOMER else "asked"


@register.filter
def language_words(code: str) -> str:
    """A language in the reader's own: "German"."""
    return str(get_language_info(code)["name_translated"]) if code else _("an unknown language")
