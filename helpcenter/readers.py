"""For whom an article is, in words an index knows: the rule of `models.article.opened_to`, once more.

The rows decide who may read what. The index only leaves out before it counts, so that what somebody may
not read takes no place of what they may.
"""

from typing import TYPE_CHECKING

from helpcenter.models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from support.people.models import User


def of(article: Article) -> list[str]:
    """Everybody's words who may read it: "staff", "role:supervisor", "anyone", "signed-in", "tier:3"."""
    agents = [f"role:{role}" for role in article.roles] or ["staff"]
    if article.audience == Article.Audience.AGENTS:
        return agents
    tiers = [f"tier:{tier.pk}" for tier in article.tiers.all()]
    return agents + (tiers or ["signed-in" if article.signed_in else "anyone"])


def words(user: "User | AnonymousUser | None") -> list[str] | None:
    """What somebody may read has one of these words; None where they may read everything."""
    if getattr(user, "is_admin", False):
        return None
    if getattr(user, "is_staff", False):
        return ["staff", f"role:{getattr(user, 'role', '')}"]
    if user is None or not user.is_authenticated:
        return ["anyone"]
    customer = getattr(user, "customer", None)
    return ["anyone", "signed-in", *([f"tier:{customer.tier_id}"] if customer else [])]
