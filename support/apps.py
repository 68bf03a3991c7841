"""The project itself as an app, so that its management commands are found."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Carries the commands `up`, `seed` and their kin; owns no tables."""

    name = "support"
