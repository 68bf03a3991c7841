"""Who stands at a ticket's door now; `{% load visitors %}`."""

from django import template

from tickets import channels
from tickets.models import Ticket

register = template.Library()


@register.simple_tag
def visitor_of(ticket: Ticket) -> channels.Visitor | None:
    """What the door knows of them: `{% visitor_of ticket as visitor %}`; None where nobody stands."""
    return channels.of(ticket).visitor(ticket)
