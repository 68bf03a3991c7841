"""Live chat as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LivechatConfig(AppConfig):
    """Owns visits; everything said goes to the tickets."""

    name = "livechat"
    verbose_name = _("Live chat")
