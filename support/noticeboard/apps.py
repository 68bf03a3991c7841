"""The notice board as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticeboardConfig(AppConfig):
    """Owns notices; reads waits from the tickets."""

    name = "support.noticeboard"
    verbose_name = _("Notice board")
