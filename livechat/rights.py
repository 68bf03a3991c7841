"""What a tier may begin a chat about. What is refused here is offered as a ticket; S0 never is refused."""

from livechat.lines import Line, Refusal
from livechat.models import Visit
from support.people.models import Customer, Tier
from tickets import topics
from tickets.severity import Severity


def tier_of(customer: Customer | None) -> Tier:
    """The tier that counts: strangers have the lowest, as guests and whoever is unknown do."""
    return customer.tier if customer else Tier.lowest()


def refusal(line: Line, *, visit: Visit) -> Refusal | None:
    """A refusal for a line that would begin a chat beyond its writer's tier; a chat that runs goes on."""
    if visit.ticket and visit.ticket.closed_at is None:
        return None
    topic = topics.named(line.topic)
    if tier_of(visit.customer).may_chat_about(topic.severity if topic else Severity.S3):
        return None
    return Refusal(line.key, "tier")
