"""The app's name and label, and what it says at start."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class SearchConfig(AppConfig):
    """The index: documents, their words, and how often each word occurs."""

    name = "support.search"
    label = "search"

    def ready(self) -> None:
        """What a search by meaning lacks is said by `manage.py check` and whatever starts with it."""
        from support.search.meaning import checks

        register(checks.model_is_there)
        register(checks.passages_are_there, Tags.database)
