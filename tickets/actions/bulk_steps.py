"""What a bulk change does to one ticket, and how that is taken back: by the same actions as at the ticket."""

from typing import Any, TypedDict

from django.utils.dateparse import parse_datetime

from support.people.models import Team, User
from tickets.actions.hands import assign
from tickets.actions.history import hold
from tickets.actions.outcomes import reopen, resolve
from tickets.actions.priorities import reprioritise, settle
from tickets.actions.refiling import refile
from tickets.actions.tagging import tag, untag
from tickets.models import Ticket, Topic


class Wanted(TypedDict, total=False):
    """What is wanted of every ticket; what is not named stays. `agent` and `team` are ids."""

    topic: str
    severity: int
    why: str
    tag: list[str]
    untag: list[str]
    agent: int
    team: int
    solved: bool


# {"topic": slug or None, "severity": 0…4, "tags": […], "hands": [agent's id or None, team's id],
#  "solved": [whether it is, since when somebody waits or None]}
Facts = dict[str, Any]


def facts(ticket: Ticket) -> Facts:
    """What a bulk change can move of a ticket, as it is now, as JSON can hold it."""
    since = ticket.waiting_since
    return {
        "topic": ticket.topic.slug if ticket.topic else None,
        "severity": ticket.severity,
        "tags": sorted(ticket.taggings.values_list("tag__name", flat=True)),
        "hands": [ticket.assignee_id, ticket.team_id],
        "solved": [ticket.resolved_at is not None, since.isoformat() if since else None],
    }


def seen(ticket: Ticket) -> Facts:
    """Of these what two people may set at once, from the row as somebody saw it."""
    topic = ticket.topic.slug if ticket.topic else None
    return {"topic": topic, "severity": ticket.severity, "hands": [ticket.assignee_id, ticket.team_id]}


def clashes(then: Facts, now: Facts, wanted: Wanted) -> bool:
    """Whether somebody else has set what is wanted, to something else, since it was seen."""
    names = {"topic": "topic", "severity": "severity", "agent": "hands", "team": "hands"}
    fields = {field for name, field in names.items() if name in wanted}
    return any(then[field] != now[field] for field in fields if field in then)


def moved(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """Only what differs, as it was and as it became."""
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def apply(ticket: Ticket, wanted: Wanted, *, by: User, after: int) -> Ticket:
    """Do all that is wanted. Raises what the single actions raise; the caller takes all back."""
    if slug := wanted.get("topic"):
        ticket = refile(ticket, topic=Topic.objects.get(slug=slug), by=by)
    if "severity" in wanted:
        ticket = reprioritise(ticket, severity=wanted["severity"], by=by, why=wanted["why"])
    if names := wanted.get("tag"):
        ticket = tag(ticket, names=names, by=by)
    for name in wanted.get("untag", ()):
        ticket = untag(ticket, name=name, by=by)
    if "agent" in wanted:
        ticket = assign(ticket, by=by, to=User.objects.get(pk=wanted["agent"]))
    if "team" in wanted:
        ticket = assign(ticket, by=by, team=Team.objects.get(pk=wanted["team"]))
    if "solved" in wanted:
        ticket = resolve(ticket, by=by, after=after) if wanted["solved"] else reopen(ticket, by=by)
    return ticket


def restore(ticket: Ticket, before: Facts, after: Facts, *, by: User, why: str) -> bool:
    """Give back what is still as the change left it; False when something was changed since and stays."""
    now, whole = facts(ticket), True
    for name, was in before.items():
        if name == "tags":  # others may have come and gone beside these
            ticket = _tags(ticket, was, after["tags"], by=by)
        elif now[name] != after[name]:
            whole = False
        elif name == "topic":
            ticket = refile(ticket, topic=Topic.objects.filter(slug=was).first(), by=by)
        elif name == "severity":
            ticket = reprioritise(ticket, severity=was, by=by, why=why)
        elif name == "hands":
            here = User.objects.filter(pk=was[0], is_active=True).exclude(role=User.Role.CUSTOMER)
            to, team = here.first(), Team.objects.get(pk=was[1])
            ticket = assign(ticket, by=by, to=to, team=team)
        else:
            ticket = _solved(ticket, *was, by=by)
    return whole


def _tags(ticket: Ticket, was: list[str], became: list[str], *, by: User) -> Ticket:
    for name in set(became) - set(was):
        ticket = untag(ticket, name=name, by=by)
    gone = set(was) - set(became)
    return tag(ticket, names=gone, by=by) if gone else ticket


def _solved(ticket: Ticket, was: bool, since: str | None, *, by: User) -> Ticket:
    """Who waited before it was solved has waited since then; who did not wait does not wait now."""
    if was:
        return resolve(ticket, by=by)
    ticket = hold(reopen(ticket, by=by))
    ticket.waiting_since = parse_datetime(since) if since else None
    settle(ticket, "waiting_since")
    return ticket
