"""Whom an event concerns, and by which lines of the table: nearest first, never who did it themselves."""

from collections.abc import Iterable, Iterator

from support.people.models import Agent, User
from tickets.models import Event
from tickets.notices import around
from tickets.notices.kinds import BY_NAME, Row

Lines = Iterator[tuple[str, Iterable[int | None]]]
WORTH_TELLING = 75  # percent of a promise; the half is for the queue's own lines
MOVES = {
    Event.Kind.REPLIED,
    Event.Kind.CLAIMED,
    Event.Kind.ASSIGNED,
    Event.Kind.RELEASED,
    Event.Kind.ESCALATED,
    Event.Kind.REPRIORITISED,
    Event.Kind.RESOLVED,
    Event.Kind.REOPENED,
    Event.Kind.MERGED,
}
EVERYWHERE = {Event.Kind.RECEIVED: "wrote", Event.Kind.WARNED: "warned", Event.Kind.BREACHED: "breached"}


def of(event: Event) -> dict[int, list[Row]]:
    """The lines of the table an event touches, for each user it may concern, by id."""
    found: dict[int, list[Row]] = {}
    was_pushed = event.detail.get("pushed")  # then it says `by` of who was given it
    for name, users in _lines(event):
        for user in users:
            if user and (user != event.by_id or was_pushed):
                found.setdefault(user, []).append(BY_NAME[name])
    return found


def _lines(event: Event) -> Lines:
    ticket, detail = event.ticket, event.detail
    if kind := EVERYWHERE.get(Event.Kind(event.kind)):
        if detail.get("level", WORTH_TELLING) >= WORTH_TELLING:
            yield f"mine.{kind}", [_holder(event)]
            yield f"followed.{kind}", around.followers_of(ticket)
            yield f"team.{kind}", _members(pk=ticket.team_id)
            yield f"all.{kind}", _supervisors()
        return
    match event.kind:
        case Event.Kind.ASSIGNED:
            yield "mine.given", [detail.get("to")]
        case Event.Kind.CLAIMED if detail.get("pushed"):
            yield "mine.given", [event.by_id]
        case Event.Kind.HELD:
            yield "mine.held", [detail.get("writer")]
        case Event.Kind.NOTED:
            yield "mine.mentioned", around.mentioned_in(event)
        case Event.Kind.ASKED if detail.get("asked_team"):
            yield "team.asked", _members(pk=detail["asked_team"])
        case Event.Kind.ASKED:
            yield "mine.asked", detail.get("asked_agents", [])[1:]
        case Event.Kind.ADVISED:
            yield "mine.advised", detail.get("asked_agents", [])[:1]
        case Event.Kind.ESCALATED:
            yield "team.escalated", _members(slug=detail.get("team", ""))
            yield "all.escalated", _supervisors()
    if event.kind in MOVES:
        yield "followed.moved", around.followers_of(ticket)


def _holder(event: Event) -> int | None:
    """Who had the ticket when it happened: what was said before they took it, they read when they do."""
    claimed_at = event.ticket.claimed_at
    return event.ticket.assignee_id if claimed_at and claimed_at <= event.at else None


def _members(**team: object) -> Iterable[int]:
    rows = Agent.objects.filter(user__is_active=True, **{f"teams__{key}": what for key, what in team.items()})
    return rows.values_list("user_id", flat=True)


def _supervisors() -> Iterable[int]:
    roles = [User.Role.SUPERVISOR, User.Role.ADMIN]
    return User.objects.filter(is_active=True, role__in=roles).values_list("pk", flat=True)
