"""What was decided and why, in a sentence each."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.times import duration, percent
from tickets.decisions import kinds
from tickets.models import Event

DECIDED = {
    kinds.NEXT: gettext_lazy("It came first among what %(who)s may serve."),
    kinds.HAND: gettext_lazy("%(who)s chose it by hand."),
    kinds.PUSHED: gettext_lazy("The house gave it to %(to)s, who was there and had the most room."),
    kinds.ASSIGNED: gettext_lazy("%(who)s gave it to %(to)s."),
    kinds.RELEASED: gettext_lazy("%(who)s put it into the queue of %(to)s, with its seniority."),
    kinds.BACK: gettext_lazy("It went back into the queue of %(to)s, with its seniority."),
    kinds.ESCALATED: gettext_lazy("%(who)s gave it to the specialists of %(to)s, with its seniority."),
    kinds.MERGED: gettext_lazy("%(who)s merged it with %(other)s; the older clock counts."),
    kinds.UNMERGED: gettext_lazy("%(who)s took it apart from %(other)s again; each has its own clock."),
    kinds.REPRICED: gettext_lazy("Its score counts anew; what was waited stays waited."),
    kinds.TIER: gettext_lazy(
        "The tier changed from %(tier_before)s to %(tier)s; what was waited stays waited."
    ),
}
BACK = {  # why the house took it back
    "unanswered": gettext_lazy("Not answered in the minutes the team has set"),
    "vanished": gettext_lazy("All screens of who had it were gone"),
}
SUPERVISED = {  # what a supervisor did from the wall, whatever the queue says
    "forced": gettext_lazy("Forced"),
    "taken over": gettext_lazy("Taken over"),
    "relieved": gettext_lazy("Full hands were relieved"),
    "rebalanced": gettext_lazy("Two teams were evened out"),
}
MOVED = {  # what moved it, when nobody in particular did
    "promises": gettext_lazy("New promises"),
    "calendar": gettext_lazy("Its promise counts in the hours of “%(calendar)s” now"),
    "hours": gettext_lazy("Hours or holidays of “%(calendar)s” changed"),
    "skill": gettext_lazy("Asks for the skill %(skill)s now"),
    "seniors": gettext_lazy("Who may serve this tier changed"),
}
ALWAYS = {  # the same, where nothing is asked or counted any more
    "calendar": gettext_lazy("Its promise counts day and night now"),
    "skill": gettext_lazy("Asks for no skill any more"),
}


def instead(detail: dict[str, Any]) -> tuple[str, float | None]:
    """The reference of the ticket that came first when another was chosen, and its share; "" for none."""
    told = detail.get("instead") or {}
    return told.get("reference", ""), told.get("used")


def others(detail: dict[str, Any]) -> set[str]:
    """The references of other tickets that a decision names."""
    return {instead(detail)[0], str(detail.get("reference", ""))} - {""}


def sentence(event: Event, kind: str, known: set[str]) -> str:
    """What was decided; a ticket that is not in `known` is not named."""
    detail = event.detail
    if kind == kinds.ASSIGNED and event.by_id == detail.get("to"):
        return _("%(who)s took it over.") % {"who": event.by}
    if kind == kinds.TIER and "tier_before" not in detail:
        return _("The customer showed who they are.")
    told = {
        "who": event.by or _("the house"),
        "to": detail.get("name") or event.by or _("somebody"),
        "tier_before": detail.get("tier_before", ""),
        "tier": detail.get("tier", ""),
        "other": _named(detail.get("reference", ""), known),
    }
    said = str(DECIDED[kind]) % told
    first, share = instead(detail)
    return f"{said} {_first(_named(first, known), share)}" if first else said


def _named(reference: str, known: set[str]) -> str:
    return reference if reference in known else _("another ticket")


def _first(named: str, share: float | None) -> str:
    """What had come first instead."""
    if share is None:
        return _("First in turn was %(named)s.") % {"named": named}
    return _("First in turn was %(named)s, with %(share)s of its promise used.") % {
        "named": named,
        "share": percent(share),
    }


def cause(event: Event, kind: str) -> str:
    """Why; empty where the kind says it all."""
    detail = event.detail
    if kind == kinds.BACK:
        why = detail.get("cause", "")
        return str(BACK.get(why, why))
    if kind in {kinds.REPRICED, kinds.TIER}:
        parts = [_changed(detail), str(detail.get("why", ""))]
        if event.kind == Event.Kind.IDENTIFIED:
            letter = detail.get("by_letter")
            parts.append(_("The customer proved the address") if letter else _("The customer signed in"))
        return ". ".join(part for part in parts if part)
    supervised = str(SUPERVISED.get(detail.get("cause", ""), ""))
    said = str(detail.get("why") or detail.get("reason") or "")
    return ": ".join(part for part in (supervised, said) if part)


def _changed(detail: dict[str, Any]) -> str:
    """What of the standing changed."""
    before, after, moved = detail.get("before"), detail.get("after"), detail.get("cause", "")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    if before["severity"] != after["severity"]:
        return _("S%(before)d → S%(after)d") % {"before": before["severity"], "after": after["severity"]}
    if moved in MOVED:
        words = MOVED[moved] if after.get(moved, True) else ALWAYS.get(moved, MOVED[moved])
        return str(words) % {"calendar": after.get("calendar", ""), "skill": after.get("skill", "")}
    if before["target"] != after["target"] and not detail.get("why"):
        times = {"before": duration(before["target"]), "after": duration(after["target"])}
        return _("promised within %(after)s, was %(before)s") % times
    return ""
