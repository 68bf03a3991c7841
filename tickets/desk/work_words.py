"""What was done with a ticket beside answering it, in the words of its history."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from support.look.times import moment_words
from tickets.models import Event, Link

Kind = Event.Kind
TOLD = {*Event.WORK, Kind.SPLIT}

# What this ticket is of the other, and what the other is of it.
LINKED = {
    (Link.Kind.PART, "of"): gettext_lazy("part of %(reference)s"),
    (Link.Kind.PART, "has"): gettext_lazy("%(reference)s is part of it"),
    (Link.Kind.DUPLICATE, "of"): gettext_lazy("duplicate of %(reference)s"),
    (Link.Kind.DUPLICATE, "has"): gettext_lazy("%(reference)s is a duplicate of it"),
    (Link.Kind.RELATED, "of"): gettext_lazy("related to %(reference)s"),
    (Link.Kind.RELATED, "has"): gettext_lazy("related to %(reference)s"),
    (Link.Kind.INCIDENT, "of"): gettext_lazy("incident of %(reference)s"),
    (Link.Kind.INCIDENT, "has"): gettext_lazy("%(reference)s is an incident of it"),
}


def happened(event: Event) -> str:
    """One event of these kinds, with who did it."""
    by = event.by.first_name if event.by else ""
    return f"{by}: {_befell(event)}" if by else _befell(event)


def _befell(event: Event) -> str:
    told = event.detail
    match event.kind:
        case Kind.TAGGED if "added" in told:
            return _("tagged %(tags)s") % {"tags": ", ".join(told["added"])}
        case Kind.TAGGED:
            return _("tag %(tags)s taken off") % {"tags": ", ".join(told["removed"])}
        case Kind.SNOOZED:
            until = moment_words(datetime.fromisoformat(told["until"]))
            return _("snoozed until %(time)s") % {"time": until}
        case Kind.WOKEN:
            return _("taken up again") if event.by else _("Its time has come: no longer snoozed")
        case Kind.LINKED:
            return str(LINKED[Link.Kind(told["link"]), told["role"]]) % told
        case Kind.UNLINKED:
            return _("no longer linked with %(reference)s") % told
        case Kind.FLAGGED:
            return _("marked as a problem") if told["problem"] else _("no longer a problem")
        case Kind.ANSWERED_ALL:
            words = ngettext("answered %(count)d incident", "answered %(count)d incidents", told["count"])
            return words % told
    return _split(event)


def _split(event: Event) -> str:
    many = event.detail["count"]
    if "into" in event.detail:
        words = ngettext(
            "split %(count)d message out to %(reference)s",
            "split %(count)d messages out to %(reference)s",
            many,
        )
    else:
        words = ngettext(
            "split %(count)d message out of %(reference)s",
            "split %(count)d messages out of %(reference)s",
            many,
        )
    return words % event.detail
