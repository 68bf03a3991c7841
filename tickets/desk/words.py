"""What the desk says: doors, events and places in plain words."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from support.look.promise import Promise, promise
from support.look.times import duration, moment_words
from tickets import lock_words
from tickets.complexity import Complexity
from tickets.desk import opened_words, work_words
from tickets.models import Clock, Event, Ticket
from tickets.severity import Severity

# The door a ticket came in by: icon, word, and the word when everybody can read along.
DOORS = {
    "web": ("ticket", gettext_lazy("Web"), gettext_lazy("Web")),
    "email": ("mail", gettext_lazy("E-mail"), gettext_lazy("E-mail")),
    "chat": ("chat", gettext_lazy("Chat"), gettext_lazy("Chat")),
    "x": ("at", gettext_lazy("X, DM"), gettext_lazy("X, public")),
    "facebook": ("at", gettext_lazy("Facebook, DM"), gettext_lazy("Facebook, public")),
}


def door(channel: str, *, public: bool = False) -> tuple[str, str]:
    """A channel's icon and name."""
    icon, word, in_public = DOORS.get(channel, ("link", channel, channel))
    return icon, str(in_public if public else word)


def promise_of(ticket: Ticket, *, now: datetime) -> Promise | None:
    """How much of the promise is used, or how it was kept; None when nothing was promised or nobody waits."""
    if ticket.waiting_since and ticket.is_open and ticket.target_seconds:
        return promise(target=ticket.target_seconds, waited=ticket.waited(ticket.waiting_since, now))
    if ticket.first_replied_at and ticket.first_target_seconds:
        took = ticket.waited(ticket.opened_at, ticket.first_replied_at)
        return promise(target=ticket.first_target_seconds, waited=took, answered=True)
    return None


# What happened, by kind: somebody did it, or it happened by itself.
HAPPENED: dict[str, tuple[str, str]] = {
    Event.Kind.CLAIMED: (gettext_noop("%(by)s took it"), gettext_noop("Taken")),
    Event.Kind.RESOLVED: (gettext_noop("%(by)s solved it"), gettext_noop("Solved")),
    Event.Kind.REOPENED: (
        gettext_noop("%(by)s took it up again"),
        gettext_noop("Open again: the customer wrote"),
    ),
    Event.Kind.CLOSED: (
        gettext_noop("%(by)s closed it"),
        gettext_noop("Closed, because nobody wrote any more"),
    ),
    Event.Kind.EDITED: (
        gettext_noop("%(by)s changed a message"),
        gettext_noop("The customer changed what they had written"),
    ),
    Event.Kind.WITHDRAWN: (
        gettext_noop("%(by)s took a message back"),
        gettext_noop("The customer took back what they had written"),
    ),
    Event.Kind.RELEASED: (
        gettext_noop("%(by)s put it into the queue of %(name)s"),
        gettext_noop("Put into the queue of %(name)s"),
    ),
    Event.Kind.ASSIGNED: (gettext_noop("%(by)s gave it to %(name)s"), gettext_noop("Given to %(name)s")),
    Event.Kind.ESCALATED: (
        gettext_noop("%(by)s escalated it to %(name)s"),
        gettext_noop("Escalated to %(name)s"),
    ),
    Event.Kind.ASKED: (gettext_noop("%(by)s asked %(name)s"), gettext_noop("%(name)s was asked")),
    Event.Kind.ADVISED: (gettext_noop("%(by)s answered for %(name)s"), gettext_noop("%(name)s answered")),
    Event.Kind.ENDED: (
        gettext_noop("%(by)s ended the side conversation with %(name)s"),
        gettext_noop("The side conversation with %(name)s is over"),
    ),
    Event.Kind.SPARED: (
        gettext_noop("%(by)s does not need any more: %(name)s"),
        gettext_noop("Not needed any more: %(name)s"),
    ),
    Event.Kind.MERGED: (
        gettext_noop("%(by)s merged %(name)s into this one"),
        gettext_noop("%(name)s was merged into this one"),
    ),
    Event.Kind.UNMERGED: (
        gettext_noop("%(by)s took it apart from %(name)s again"),
        gettext_noop("Taken apart from %(name)s again"),
    ),
    Event.Kind.INVITED: (gettext_noop("%(by)s invited %(name)s"), gettext_noop("%(name)s was invited")),
    Event.Kind.LEFT: (gettext_noop("%(name)s left"),) * 2,
    Event.Kind.HELD: (gettext_noop("A reply by %(name)s is held: the ticket had gone on"),) * 2,
}


MERGED_AWAY = (gettext_noop("%(by)s merged it into %(name)s"), gettext_noop("Merged into %(name)s"))


# Why the house itself gave a ticket back.
TAKEN_BACK = {
    "unanswered": gettext_lazy("Not answered in time: back in the queue of %(name)s, at its place"),
    "relieved": gettext_lazy("Taken out of full hands: back in the queue of %(name)s, at its place"),
    "rebalanced": gettext_lazy("Moved to %(name)s to even out the teams, at its place"),
    "away": gettext_lazy("The agent is away: back in the queue of %(name)s, at its place"),
    "vanished": gettext_lazy("The agent’s screens are gone: back in the queue of %(name)s, at its place"),
}


def happened(event: Event) -> str:
    """One event that is not a message, in a few words, with the reason somebody gave."""
    by = event.by.first_name if event.by else ""
    if event.kind == Event.Kind.REPRIORITISED:
        return _reprioritised(event, by)
    if event.kind == Event.Kind.CLASSIFIED:
        return _classified(event, by)
    if event.kind == Event.Kind.REFILED:
        return _refiled(event, by)
    if event.kind in work_words.TOLD:
        return work_words.happened(event)
    return ", ".join(part for part in (_befell(event, by), event.detail.get("why", "")) if part)


def _rated(event: Event) -> str:
    if event.detail.get("before", event.detail["score"]) == event.detail["score"]:
        return _("The customer rated it %(score)d of 5") % event.detail
    return _("The customer changed the rating from %(before)d to %(score)d of 5") % event.detail


def _befell(event: Event, by: str) -> str:
    name, cause = event.detail.get("name", ""), event.detail.get("cause", "")
    if event.kind == Event.Kind.OPENED:
        opened = _("Opened, %(door)s") % {"door": door(event.ticket.channel, public=event.ticket.public)[1]}
        return "; ".join([opened, *opened_words.why_so_grave(event)])
    if event.kind == Event.Kind.ASSIGNED and event.by_id == event.detail.get("to"):
        return _("%(by)s took it over") % {"by": by}
    if event.kind == Event.Kind.IDENTIFIED and event.detail.get("by_letter"):
        return _("The customer proved the address: our letter was opened")
    if event.kind == Event.Kind.CLAIMED and event.detail.get("pushed"):
        return _("Given to %(name)s, who was freest") % {"name": by}
    if event.kind in {Event.Kind.WARNED, Event.Kind.BREACHED}:
        return _running_out(event)
    if event.kind == Event.Kind.NUDGED:
        return _nudged(event)
    if event.kind == Event.Kind.LOCKED:
        return lock_words.step(event)
    if event.kind == Event.Kind.REMINDED:
        return _("The customer was reminded after %(hours)d hours") % event.detail
    if event.kind == Event.Kind.RATED:
        return _rated(event)
    if event.kind == Event.Kind.PROMISED:
        due = moment_words(datetime.fromisoformat(event.detail["due"]))
        return _("%(by)s promised the customer news by %(time)s") % {"by": by, "time": due}
    if event.kind == Event.Kind.QUARANTINED and event.detail.get("vault"):
        return _("%(by)s moved an identity document into the vault") % {"by": by}
    if event.kind == Event.Kind.QUARANTINED:
        what = name or _("An identity document")
        return _("“%(name)s” held a virus and was deleted; the customer was told") % {"name": what}
    if event.kind == Event.Kind.RELEASED and cause in TAKEN_BACK:
        return str(TAKEN_BACK[cause]) % {"name": name}
    did, befell = HAPPENED.get(event.kind, (str(event.get_kind_display()),) * 2)
    if event.kind == Event.Kind.MERGED and "into" in event.detail:
        did, befell = MERGED_AWAY
    return _(did if by else befell) % {"by": by, "name": name or event.detail.get("reference", "")}


def _running_out(event: Event) -> str:
    """How much of which promise was used when agents were told."""
    told = {"promise": Clock.Kind(event.detail["clock"]).label, "used": event.detail["level"]}
    if event.kind == Event.Kind.BREACHED:
        return _("%(promise)s: promise broken") % told
    return _("%(promise)s: %(used)d %% of the time used") % told


# What moved a ticket when nobody in particular did.
MOVED = {
    "promises": gettext_lazy("promises, version %(version)s"),
    "calendar": gettext_lazy("its promise counts in other hours now"),
    "hours": gettext_lazy("the team’s hours or holidays changed"),
    "skill": gettext_lazy("another skill is asked for"),
    "seniors": gettext_lazy("who serves this tier changed"),
}


def _nudged(event: Event) -> str:
    """How much of the inner clock was used when colleagues were reminded."""
    told = {"name": event.detail["name"], "used": event.detail["level"]}
    if event.detail["level"] >= 100:
        return _("%(name)s: the answer to a colleague is late") % told
    return _("%(name)s: %(used)d %% of the time to answer a colleague used") % told


def _classified(event: Event, by: str) -> str:
    labels = dict(Complexity.choices)
    classes = {name: labels.get(event.detail[name], event.detail[name]) for name in ("before", "after")}
    said = _("%(before)s → %(after)s") % classes
    return ", ".join(part for part in (said, event.detail.get("why", ""), by) if part)


def _refiled(event: Event, by: str) -> str:
    language = get_language() or "en"
    names = {side: said.get(language) or said.get("en", "") for side, said in event.detail["names"].items()}
    words = _("%(by)s filed it under “%(after)s”, was “%(before)s”")
    if not event.detail["before"]:
        words = _("%(by)s filed it under “%(after)s”")
    if not event.detail["after"]:
        words = _("%(by)s took the topic “%(before)s” off")
    return words % {"by": by, "after": names["after"], "before": names["before"]}


def _reprioritised(event: Event, by: str) -> str:
    detail = event.detail
    before, after, said = detail["before"], detail["after"], ""
    if before["severity"] != after["severity"]:
        said = _("S%(before)d → S%(after)d") % {"before": before["severity"], "after": after["severity"]}
    elif before["target"] != after["target"]:
        times = {"before": duration(before["target"]), "after": duration(after["target"])}
        said = _("answer promised within %(after)s, was %(before)s") % times
    why = detail.get("why") or str(MOVED.get(detail.get("cause", ""), "")) % {
        "version": detail.get("version", "?")
    }
    return ", ".join(part for part in (said, why, by) if part)


def unread() -> str:
    """Why a ticket is not solved now."""
    return _("The customer wrote since you looked. Read it, then solve it.")


def for_seniors() -> str:
    """What somebody is told who may not take a ticket of a seniors' tier."""
    return _("This customer is served by seniors alone. Ask one of them to take it, or leave a note.")


def severities() -> list[tuple[int, str]]:
    """S0 to S4 with what each means, to choose from."""
    return [(level.value, f"S{level.value}: {level.label}") for level in Severity]


def taken(ticket: Ticket) -> str:
    """What somebody is told who was a moment too late."""
    who, since = ticket.assignee or ticket.team.spoken, moment_words(ticket.claimed_at or timezone.now())
    return _("%(name)s was faster: it is in their hands since %(time)s.") % {"name": who, "time": since}
