"""What a screen is told of an event: the same shape live and when it asks for a gap."""

from typing import Any

from django.utils import translation

from support.look import said, written
from support.people.models import Team, User
from tickets import priority, shown
from tickets.models import Event, Message

MOST, LARGEST = 200, 300_000  # events, and letters of what was said, in one answer


def for_customer(event: Event) -> dict[str, Any] | None:
    """An event as the customer may see it, None when it is internal.

    `{"seq", "kind", "at", "by"?, "to"?, "team"?, "html"?, "id"?, "files"?, "corrected"?, "of"?}`; times are
    ISO 8601 in UTC, `html` is what was said, as it reads now, escaped, masks named in the ticket's language.
    A correction itself names the number `of` its message, and is followed by asking for that again.
    """
    if event.is_internal or (event.message and event.message.is_internal):
        return None
    frame: dict[str, Any] = {"seq": event.seq, "kind": event.kind, "at": event.at.isoformat()}
    if event.by:
        frame["by"] = event.by.first_name
    if event.kind in {Event.Kind.INVITED, Event.Kind.LEFT}:
        frame["to"] = str(event.detail["name"]).partition(" ")[0]
    elif event.kind in {Event.Kind.ASSIGNED, Event.Kind.RELEASED}:
        frame |= _whose_now(event)
    if event.message:
        with translation.override(event.ticket.language):
            theirs = event.message.kind == Message.Kind.CUSTOMER
            frame["html"] = (said.paragraphs if theirs else written.formatted)(event.message.as_it_reads)
            frame["files"] = [shown.frame(file) for file in shown.of(event.message)]
        if event.message.kind == Message.Kind.CUSTOMER:
            frame["id"] = event.message.external_id
        if event.message.corrected is not None:
            frame["corrected"] = "withdrawn" if event.message.is_withdrawn else "edited"
    elif "of" in event.detail and event.kind in {Event.Kind.EDITED, Event.Kind.WITHDRAWN}:
        frame["of"] = event.detail["of"]
    return frame


def _whose_now(event: Event) -> dict[str, Any]:
    """`{"to"?, "team"}`: a colleague's first name, and the team as the customer calls it, when it went away
    from where it was; nothing for what the house does to its own queue."""
    told: dict[str, Any] = {}
    if event.kind == Event.Kind.ASSIGNED and event.detail.get("to") != event.by_id:
        to = User.objects.filter(pk=event.detail.get("to")).first()
        told = {"to": to.first_name} if to else {}
    elif event.kind == Event.Kind.RELEASED and event.detail.get("from_team") != event.ticket.team_id:
        told = {"to": ""}
    if not told:
        return {}
    with translation.override(event.ticket.language):
        team = Team.objects.filter(slug=event.detail.get("team", "")).first() or event.ticket.team
        return {name: said for name, said in (told | {"team": team.spoken}).items() if said}


def for_customer_after(ticket_id: int, seq: int) -> list[dict[str, Any]]:
    """The gap: what the customer may see after `seq`, in order; of a long one the beginning."""
    return gap(ticket_id, seq)[0]


def gap(ticket_id: int, seq: int) -> tuple[list[dict[str, Any]], int | None]:
    """As `for_customer_after`, and up to which number that goes; None when it is all there is.

    At most `MOST` events, or as many as have `LARGEST` letters: who missed more asks again after that number.
    """
    rows = Event.objects.filter(ticket_id=ticket_id, seq__gt=seq).order_by("seq")
    rows = rows.select_related("message", "by", "ticket").prefetch_related("message__attachments")
    found = list(rows[: MOST + 1])
    frames: list[dict[str, Any]] = []
    letters = 0
    for event in found[:MOST]:
        frame = for_customer(event)
        letters += len(frame.get("html", "")) if frame else 0
        if letters > LARGEST and frames:
            return frames, event.seq - 1
        frames += [frame] if frame else []
    return frames, found[MOST - 1].seq if len(found) > MOST else None


def for_desk(event: Event) -> dict[str, Any]:
    """An event as a hint for agents: they fetch the fragment, so that each reads it in their own language.

    `given` names whose hands the house, or a supervisor, has put the ticket into; `holder` whose it is in,
    `urgent` that it goes before all others: a queue asks at once for what may stand in it.
    """
    hint = {"ticket": event.ticket_id, "seq": event.seq, "kind": event.kind, "by": event.by_id}
    hint |= {"holder": event.ticket.assignee_id, "urgent": priority.is_urgent(event.ticket.severity)}
    given = event.by_id if event.detail.get("pushed") else event.detail.get("to")
    return hint | ({"given": given} if given else {})
