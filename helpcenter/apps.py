"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpcenterConfig(AppConfig):
    """Articles that answer before anybody must wait."""

    name = "helpcenter"
    verbose_name = _("Help center")
