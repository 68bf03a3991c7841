"""A ticket goes to a colleague or a team with a warm note, so that nobody asks the same again."""

from typing import Any

from django.db import transaction

from support.people.models import Team, User
from tickets.actions.answers import note
from tickets.actions.hands import assign
from tickets.actions.mentioning import mention, tell
from tickets.models import Mention, Ticket


@transaction.atomic
def transfer(
    ticket: Ticket,
    *,
    by: User,
    to: User | None = None,
    team: Team | None = None,
    words: str = "",
    key: str = "",
    **seen: Any,
) -> Ticket:
    """Give a ticket away with internal words for who gets it; the same `key` again leaves no second note.

    All or nothing: what cannot be given leaves no note. `seen` and what is raised as `assign`. Who is given
    it is told at once; a team reads the note when one of them takes it.
    """
    given = assign(ticket, by=by, to=to, team=team, **seen)
    if not words:
        return given
    left = note(given, by=by, body=words, key=key)
    named = mention(left)
    if to and to != by and to not in named and not left.mentions.filter(user=to).exists():
        tell(to, given, cause=Mention.Cause.HANDED, by=by, message=left)
    return given
