"""What an administrator sees of the chat: the sites it stands on, and their keys."""

from livechat.admin.keys import SiteKeyAdmin
from livechat.admin.sites import SiteAdmin

__all__ = ["SiteAdmin", "SiteKeyAdmin"]
