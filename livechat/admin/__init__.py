"""What an administrator sets about the chat: its hours, the sites it stands on, and their keys."""

from livechat.admin.hours import HoursAdmin
from livechat.admin.keys import SiteKeyAdmin
from livechat.admin.sites import SiteAdmin

__all__ = ["HoursAdmin", "SiteAdmin", "SiteKeyAdmin"]
