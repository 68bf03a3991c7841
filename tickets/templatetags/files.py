"""A message's files for whoever reads it; `{% load files %}`."""

from django import template
from django.template import Context

from tickets import shown
from tickets.models import Attachment, Message

register = template.Library()


@register.simple_tag
def files_for_customer(message: Message) -> list[shown.Line]:
    """`{% files_for_customer message as files %}`: as the customer sees them."""
    return [shown.for_customer(file) for file in shown.of(message)]


@register.simple_tag(takes_context=True)
def files_for_agent(context: Context, message: Message) -> list[shown.Line]:
    """`{% files_for_agent message as files %}`: as the agent who asks for the page sees them."""
    files = shown.of(message)
    may = any(file.is_identity for file in files) and Attachment.may_see_identity(context["request"].user)
    return [shown.for_agent(file, may_see_identity=may) for file in files]
