"""Agents are told what concerns them: in their list, by push, sound and mail, as each of them wishes."""

from tickets.notices.telling import tell

__all__ = ["tell"]
