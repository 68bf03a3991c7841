"""People as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Owns users, customers, tiers and teams."""

    name = "support.people"
    verbose_name = _("People")
