"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SocialConfig(AppConfig):
    """Words said on X and Facebook."""

    name = "social"
    verbose_name = _("Social networks")
