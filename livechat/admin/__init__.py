"""What an administrator sets about the chat."""

from livechat.admin.hours import HoursAdmin as HoursAdmin
