"""What a change to many tickets would do to each, before it is done."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from support.people.models import Team, User
from tickets.actions.bulk_steps import Wanted
from tickets.desk.bulk_form import BulkForm
from tickets.models import BulkItem, Ticket, Topic, tags_of

SHOWN = 50


@dataclass(frozen=True)
class Preview:
    """How many change and how many stay (with why), how many customers hear of it, and the first SHOWN."""

    changes: int
    stays: list[tuple[str, int]]
    letters: int
    rows: list[tuple[Ticket, list[str], str]]  # what becomes of each, or why it stays
    more: int


def of(form: BulkForm) -> Preview:
    """Of a valid form."""
    wanted, names = form.wanted, _names(form.wanted)
    told = [(one, _becomes(one, wanted, names)) for one in form.chosen]
    rows = [(one, parts, "" if parts else _why_not(one)) for one, parts in told]
    stays = Counter(why for _one, _parts, why in rows if why)
    hears = [one for one, parts, _why in rows if parts and one.hears_by_mail and one.resolved_at is None]
    return Preview(
        len(rows) - stays.total(),
        stays.most_common(),
        len(hears) if wanted.get("solved") else 0,
        rows[:SHOWN],
        max(0, len(rows) - SHOWN),
    )


def in_words(wanted: Wanted) -> list[str]:
    """What is wanted, a few words each."""
    names, arrow = _names(wanted), "→ {}".format
    found = [arrow(names[name]) for name in ("hands", "topic") if name in names]
    found += [arrow(f"S{wanted['severity']}")] if "severity" in wanted else []
    found += [f"+ {name}" for name in wanted.get("tag", ())]
    found += [f"− {name}" for name in wanted.get("untag", ())]
    if "solved" in wanted:
        found.append(_("solved") if wanted["solved"] else _("open again"))
    return found


def _names(wanted: Wanted) -> dict[str, str]:
    found = {}
    if "agent" in wanted:
        found["hands"] = str(User.objects.filter(pk=wanted["agent"]).first() or "")
    if "team" in wanted:
        team = Team.objects.filter(pk=wanted["team"]).first()
        found["hands"] = _("the queue of %(team)s") % {"team": team.spoken if team else "–"}
    if slug := wanted.get("topic"):
        topic = Topic.objects.filter(slug=slug).first()
        found["topic"] = topic.name if topic else slug
    return found


def _becomes(ticket: Ticket, wanted: Wanted, names: dict[str, str]) -> list[str]:
    """What changes of one ticket, as "was → becomes"; nothing where all is so already, or it is over."""
    if ticket.closed_at or ticket.merged_into_id:
        return []
    found: list[str] = []
    add = partial(_arrow, found)
    if "agent" in wanted and ticket.assignee_id != wanted["agent"]:
        add(ticket.assignee or _("nobody"), names["hands"])
    if "team" in wanted and (ticket.team_id != wanted["team"] or ticket.assignee_id):
        add(ticket.assignee or ticket.team.spoken, names["hands"])
    if "topic" in wanted and (ticket.topic is None or ticket.topic.slug != wanted["topic"]):
        add(ticket.topic.name if ticket.topic else _("no topic"), names["topic"])
    if "severity" in wanted and ticket.severity != wanted["severity"]:
        add(f"S{ticket.severity}", f"S{wanted['severity']}")
    found += [f"+ {name}" for name in wanted.get("tag", ()) if name not in tags_of(ticket)]
    found += [f"− {name}" for name in wanted.get("untag", ()) if name in tags_of(ticket)]
    if "solved" in wanted and (ticket.resolved_at is not None) != wanted["solved"]:
        found.append(_("solved") if wanted["solved"] else _("open again"))
    return found


def _arrow(found: list[str], was: Any, becomes: str) -> None:
    found.append(f"{was} → {becomes}")


def _why_not(ticket: Ticket) -> str:
    over = ticket.closed_at or ticket.merged_into_id
    return str((BulkItem.Passed.OVER if over else BulkItem.Passed.SAME).label)
