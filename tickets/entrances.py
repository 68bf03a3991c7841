"""A tier's own desk: who may use it, and who serves what is filed there."""

from django.contrib.auth.models import AnonymousUser

from support.people.models import Customer, Entrance, Team, User
from support.people.models.entrance import EntranceQuerySet
from tickets import priority
from tickets.models import Topic


def open_to(user: User | AnonymousUser) -> EntranceQuerySet:
    """The entrances somebody may use, by sign-in and tier: none for strangers, guests and staff."""
    customer = None if user.is_staff else Customer.of(user)
    return Entrance.objects.open_to(customer).select_related("tier", "team")


def team_for(entrance: Entrance | None, topic: Topic | None, gravest: int) -> Team | None:
    """Who serves what is filed at an entrance: its team, but what is urgent stays with its topic's.

    Urgent by its topic or by an answer, whose severity is `gravest`.
    """
    if entrance is None or (topic and priority.is_urgent(min(topic.severity, gravest))):
        return None
    return entrance.team
