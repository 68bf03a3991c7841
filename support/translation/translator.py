"""What a translator is, and the ways in which one fails."""

from typing import Protocol


class NoTranslation(Exception):
    """There is none that may be shown."""


class Silent(NoTranslation):
    """It does not answer, or not in time, or not in a way anybody understands."""


class Busy(NoTranslation):
    """It was asked too often; `after` is how many seconds it wants to rest, None when it does not say."""

    def __init__(self, why: str, *, after: int | None = None) -> None:
        super().__init__(why)
        self.after = after


class Refused(NoTranslation):
    """It does not take this text, this pair of languages or our key."""


class Unfaithful(NoTranslation):
    """It lost, changed or invented something that must stay as it was written."""


class Translator(Protocol):
    """Anything that turns a text into another language."""

    def translate(self, text: str, source: str, target: str) -> str:
        """The text in `target`; languages are codes of settings.LANGUAGES, `source` is empty when unknown.

        Raises NoTranslation; waits at most about TRANSLATOR_TIMEOUT seconds.
        """
        ...
