"""One noun a file."""

from support.people.models.agent import Agent, AgentSkill, Skill, Team
from support.people.models.customer import Customer, Handle
from support.people.models.fallback import Fallback
from support.people.models.key import ApiKey
from support.people.models.tier import Tier
from support.people.models.user import User

__all__ = ["Agent", "AgentSkill", "ApiKey", "Customer", "Fallback", "Handle", "Skill", "Team", "Tier", "User"]
