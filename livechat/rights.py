"""What a tier may begin a chat about. What is refused here is offered as a ticket; S0 never is refused."""

from livechat import blocks
from livechat.lines import Line, Refusal
from livechat.models import Visit
from support.people.models import Customer, Tier
from tickets import topics
from tickets.severity import Severity


def may_begin(customer: Customer | None, severity: int) -> bool:
    """Whether somebody may begin a chat about something this bad.

    Strangers have the right of the lowest tier, as whoever is unknown does; without tiers there is no rule.
    """
    tier = customer.tier if customer else Tier.objects.order_by("rank").first()
    return tier is None or tier.may_chat_about(severity)


def refusal(line: Line, *, visit: Visit) -> Refusal | None:
    """A refusal for a line of who is kept out, or that would begin a chat beyond its writer's tier; of a chat
    that runs only who is kept out is refused."""
    topic = topics.named(line.topic)
    if blocks.is_blocked(visit, topic):
        return Refusal(line.key, "blocked")
    if visit.ticket and visit.ticket.closed_at is None:
        return None
    if may_begin(visit.customer, topic.severity if topic else Severity.S3):
        return None
    return Refusal(line.key, "tier")
