"""What is said when a text is not what was asked for."""

from django.utils.functional import Promise

from support.identifiers.spacing import apart


class NotOne(ValueError):
    """A text that is not what was asked for; `str()` is the sentence for its writer, in their language.

    `code` is a short stable name ("checksum", "other-network", "secret" …). The text is never repeated.
    """

    def __init__(self, code: str, words: str | Promise) -> None:
        super().__init__(apart(str(words)))
        self.code = code
