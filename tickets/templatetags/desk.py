"""The desk's own tags; `{% load desk %}`."""

from datetime import datetime, timedelta

from django import template

from support.look.promise import Promise
from support.people.models import Handle
from tickets.desk import panel, words
from tickets.models import Event, Message, Ticket

register = template.Library()


@register.simple_tag
def promise_of(ticket: Ticket, now: datetime) -> Promise | None:
    """How much of a ticket's promise is used: `{% promise_of ticket now as p %}`."""
    return words.promise_of(ticket, now=now)


@register.simple_tag
def door(came: Ticket | Message) -> tuple[str, str]:
    """The icon and the name of the door a ticket or message came in by: `{% door ticket as entry %}`."""
    return words.door(came.channel, public=came.public)


@register.filter
def happened(event: Event) -> str:
    """An event in a few words."""
    return words.happened(event)


@register.filter
def since(now: datetime, moment: datetime) -> timedelta:
    """The time from a moment until now."""
    return now - moment


@register.filter
def shown_name(handle: Handle) -> str:
    """A handle as agents see it: mail addresses stay hidden."""
    return panel.shown_name(handle)


@register.filter
def desk_elements(names: str) -> list[str]:
    """Where the desk's scripts lie: `{% for element in "queue live"|desk_elements %}`."""
    return [f"js/elements/desk-{name}.js" for name in names.split()]
