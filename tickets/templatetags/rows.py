"""Rows of the queue, drawn once for all desks that show them within a few seconds; `{% load rows %}`."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils import timezone, translation

register = template.Library()

SECONDS, MOST = 10, 4_000  # a drawn row is good for; how many are kept before all are forgotten
_drawn: dict[tuple[Any, ...], str] = {}
WORDS = ("marked", "excerpt")  # a row that was searched for is drawn for who searched


@register.tag
def drawn_once(parser: Parser, token: Token) -> "DrawnOnce":
    """`{% drawn_once %}…{% enddrawn_once %}` around a row of `ticket`: fifty desks show the same rows."""
    nodes = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(nodes)


class DrawnOnce(template.Node):
    """What stands between the tags, as it was drawn a moment ago for the same ticket, reader's language,
    zone and view; of the reader nothing counts but whether the ticket is theirs and open beside it."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: template.Context) -> str:
        """The row, kept or new."""
        if not context["ticket"].written or any(context.get(name) for name in WORDS):
            return self.nodes.render(context)
        key = _key(context)
        if (known := _drawn.get(key)) is None:
            if len(_drawn) >= MOST:
                _drawn.clear()
            known = _drawn[key] = self.nodes.render(context)
        return known


def _key(context: template.Context) -> tuple[Any, ...]:
    """All a row is drawn from: `written` tells one writing of ticket, customer and tags from another."""
    ticket, user = context["ticket"], context.get("user")
    return (
        *(ticket.pk, ticket.written, ticket.assignee_id == getattr(user, "pk", None)),
        *(translation.get_language(), timezone.get_current_timezone_name()),
        *(context["view"].address, context.get("open") == str(ticket.pk)),
        int(context["now"].timestamp()) // SECONDS,
    )
