"""The app's name and label."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index: documents, their words, and how often each word occurs."""

    name = "support.search"
    label = "search"
