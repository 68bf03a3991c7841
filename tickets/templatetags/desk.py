"""The desk's own tags; `{% load desk %}`."""

from datetime import datetime, timedelta

from django import template
from django.utils.translation import gettext

from support.look.promise import Promise, promise
from support.people.models import Handle
from tickets.complexity import Complexity
from tickets.desk import commands, owed, panel, words
from tickets.desk.forms import ReplyForm
from tickets.models import Event, Message, SideConversation, Ticket, Wanted

register = template.Library()


@register.simple_tag
def promise_of(ticket: Ticket, now: datetime) -> Promise | None:
    """How much of a ticket's promise is used: `{% promise_of ticket now as p %}`."""
    return words.promise_of(ticket, now=now)


@register.simple_tag
def inner_promise(aside: SideConversation, now: datetime) -> Promise | None:
    """How much of the time to answer a colleague is used; None when nobody owes a word."""
    if aside.asked_at is None:
        return None
    return promise(target=aside.target_seconds, waited=aside.waited(now))


@register.simple_tag
def door(came: Ticket | Message) -> tuple[str, str]:
    """The icon and the name of the door a ticket or message came in by: `{% door ticket as entry %}`."""
    return words.door(came.channel, public=came.public)


@register.simple_tag
def way_out(reply: Message) -> tuple[str, str]:
    """The icon and the name of the door a reply leaves by: `{% way_out message as exit %}`."""
    return words.door(reply.ticket.channel, public=reply.public)


@register.filter
def happened(event: Event) -> str:
    """An event in a few words."""
    return words.happened(event)


@register.filter
def complexity_of(event: Event) -> str:
    """How much work an escalated case was held to be."""
    return str(dict(Complexity.choices).get(event.detail.get("complexity", ""), ""))


@register.filter
def spoken(words: str) -> str:
    """Words of ours that were kept in English, in the reader's language where we have them."""
    return gettext(words) if words else ""


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


@register.filter
def ask_lines(form: ReplyForm) -> list[tuple[str, str]]:
    """The lines of a list to ask for: those filled in, and empty ones up to three in all, one at least."""
    filled = form.lines
    return [*filled, *[("", str(Wanted.Kind.WORDS))] * max(1, 3 - len(filled))]


@register.simple_tag
def ask_kinds() -> list[tuple[str, str]]:
    """How a thing can be answered: (value, words)."""
    return [(value, str(label)) for value, label in Wanted.Kind.choices]


@register.simple_tag
def asked_often() -> list[tuple[str, str]]:
    """What agents ask for most: (words, kind)."""
    return [(str(said), kind) for said, kind in owed.OFTEN]


@register.simple_tag
def desk_commands() -> tuple[commands.Command, ...]:
    """What agents can do by a key: `{% desk_commands as commands %}`."""
    return commands.COMMANDS


@register.simple_tag
def pair(name: str, value: str) -> str:
    """A condition as a form sends it: `{% pair "severity" "s0" as said %}`."""
    return f"{name}:{value}"
