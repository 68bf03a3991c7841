"""The button that locks an account, wherever it is needed; `{% load locks %}`."""

from typing import Any

from django import template

from support.people import lock_calls
from tickets import locking
from tickets.models import Ticket

register = template.Library()


@register.inclusion_tag("tickets/_lock.html", takes_context=True)
def lock_now(context: dict[str, Any], ticket: Ticket | None = None) -> dict[str, Any]:
    """The button, the address form or what became of it: `{% lock_now %}`, `{% lock_now ticket %}`."""
    return locking.facts(context["request"], ticket=ticket)


@register.simple_tag
def is_lock_offered() -> bool:
    """Whether there is an exchange that locks at all."""
    return lock_calls.is_offered()
