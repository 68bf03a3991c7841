"""The dedicated entry of a tier, in chat: who has one is served by its team, S0 by its topic's."""

from support.people.models import Customer, Entrance, Team
from tickets import entrances
from tickets.models import Topic
from tickets.severity import Severity


def of(customer: Customer | None) -> Entrance | None:
    """The entry of somebody's own tier; None for strangers, and for tiers without one."""
    if customer is None or customer.user_id is None:
        return None
    return Entrance.objects.filter(tier=customer.tier_id).select_related("team").first()


def team_for(entrance: Entrance | None, topic: Topic | None) -> Team | None:
    """Who serves what is begun at an entry; None where their topic says who, as for everybody else."""
    return entrances.team_for(entrance, topic, topic.severity if topic else Severity.S3)
