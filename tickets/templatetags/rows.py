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
        if any(context.get(name) for name in WORDS):
            return self.nodes.render(context)
        key = _key(context)
        if (known := _drawn.get(key)) is None:
            if len(_drawn) >= MOST:
                _drawn.clear()
            known = _drawn[key] = self.nodes.render(context)
        return known


def _key(context: template.Context) -> tuple[Any, ...]:
    """All a row is drawn from."""
    ticket, customer, user = context["ticket"], context["ticket"].customer, context.get("user")
    return (
        *(ticket.reference, ticket.pk, ticket.seq, ticket.subject, ticket.severity, ticket.channel),
        *(ticket.public, ticket.language, ticket.waiting_since, ticket.resolved_at, ticket.snoozed_until),
        *(ticket.target_seconds, ticket.due_at, ticket.calendar_id, ticket.lane_id, ticket.update_owed_since),
        *(str(customer), customer.tier_id, customer.tier_told_at, tuple(ticket.tag_names or ())),
        *(ticket.assignee and ticket.assignee.first_name, ticket.assignee_id == getattr(user, "pk", None)),
        *(translation.get_language(), timezone.get_current_timezone_name()),
        *(context["view"].address, context.get("open") == str(ticket.pk)),
        int(context["now"].timestamp()) // SECONDS,
    )
