"""One noun a file."""

from support.people.models.agent import Agent, AgentSkill, Skill, Team
from support.people.models.alarm import Alarm
from support.people.models.customer import THE_EXCHANGES, Customer, Handle, TierSource
from support.people.models.entrance import Entrance
from support.people.models.fallback import Fallback
from support.people.models.key import ApiKey
from support.people.models.lock import AccountLock
from support.people.models.tier import Tier
from support.people.models.tier_import import TierImport, TierImportLine
from support.people.models.tier_news import TierNews
from support.people.models.user import User

__all__ = [
    "THE_EXCHANGES",
    "AccountLock",
    "Agent",
    "AgentSkill",
    "Alarm",
    "ApiKey",
    "Customer",
    "Entrance",
    "Fallback",
    "Handle",
    "Skill",
    "Team",
    "Tier",
    "TierImport",
    "TierImportLine",
    "TierNews",
    "TierSource",
    "User",
]
