"""The end of unsent words: sent, or deleted by whoever typed them."""

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from tickets.drafts.owners import Person, of, theirs
from tickets.models import Draft, Ticket


def forget(user: Person, session: SessionBase, *, form: str, key: str) -> None:
    """Delete an unsent text of theirs. Twice is safe, and so is one that was never kept."""
    if draft := of(user, session, form).unsent().filter(key=key).first():
        draft.delete()


def sent(user: Person, session: SessionBase, *, form: str, key: str, ticket: Ticket) -> None:
    """The text has become a ticket or an answer: its words are forgotten, and pages that show them can ask.

    Twice is safe, the first stays. What a page still saves of it meanwhile is refused by the row.
    """
    now = timezone.now()
    mark = theirs(Draft(form=form, key=key, saved_at=now, sent_as=ticket), user, session)
    Draft.objects.bulk_create([mark], ignore_conflicts=True)
    known = of(user, session, form).unsent().filter(key=key)
    known.update(typed={}, revision="", saved_at=now, sent_as=ticket)
