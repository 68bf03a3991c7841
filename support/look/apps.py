"""The look is an app so that its template tags are found."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Template tags, words for times, and the site's facts."""

    name = "support.look"
    label = "look"
