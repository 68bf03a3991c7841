"""Who is told of a note, because a colleague named them in it."""

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets import outbox
from tickets.models import Mention, Message, Ticket


def mention(note: Message) -> list[User]:
    """Tell every colleague who stands in a note as `@Name` and may know of the ticket, once a note."""
    if "@" not in note.body:
        return []
    named = [user for user in colleagues(note.ticket, besides=note.author) if f"@{user.name}" in note.body]
    for user in named:
        tell(user, note.ticket, cause=Mention.Cause.NAMED, by=note.author, message=note)
    return named


def colleagues(ticket: Ticket, *, besides: User | None = None) -> list[User]:
    """Who may know of a ticket, by name."""
    staff = User.objects.filter(is_active=True).exclude(role=User.Role.CUSTOMER).exclude(name="")
    rows = (staff.exclude(pk=besides.pk) if besides else staff).order_by("name")
    theirs = set(rows.filter(agent__teams=ticket.team_id).values_list("pk", flat=True)) | {ticket.assignee_id}
    return [user for user in rows if user.is_supervisor or user.pk in theirs]


def tell(
    user: User,
    ticket: Ticket,
    *,
    cause: Mention.Cause,
    by: User | None = None,
    message: Message | None = None,
) -> Mention:
    """Keep that somebody is told of a ticket, and say so on their screens after the commit."""
    row = Mention.objects.create(
        user=user, ticket=ticket, cause=cause, by=by, message=message, at=timezone.now()
    )
    said = {"ticket": ticket.pk, "reference": ticket.reference, "cause": cause.value}
    said["name"] = by.first_name if by else ""
    transaction.on_commit(lambda: outbox.hint_agent(user.pk, "mention", **said), robust=True)
    return row
