"""Why words are not kept as they came."""

from tickets.models import Draft, Ticket


class Unreadable(ValueError):
    """This is no draft; str() says why, for whoever sent it."""


class TooMany(ValueError):
    """They have as many unsent texts as we keep; str() says so to them."""


class SentAlready(Exception):
    """These words went out before, as `ticket`."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.reference)
        self.ticket = ticket


class WrittenElsewhere(Exception):
    """Another page changed this text meanwhile: `draft` is how it stands."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.revision)
        self.draft = draft
