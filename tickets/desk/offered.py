"""Which conditions are offered to choose from: the filters that have only so many values, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from support.people.models import Agent
from tickets.desk import words
from tickets.desk.kept import GOOD_FOR, remembered
from tickets.finding.filters import Asking
from tickets.models import Tag

# What each filter is called; one more of the table is one more row here.
CALLED: Mapping[str, str | Promise] = {
    "status": _("Status"),
    "is": _("It is"),
    "severity": _("Severity"),
    "due": _("Promise ends within"),
    "tier": _("Tier"),
    "topic": _("Topic"),
    "tag": _("Tag"),
    "team": _("Team"),
    "agent": _("In the hands of"),
    "channel": _("Channel"),
    "language": _("Language"),
    "opened": _("Opened"),
    "solved": _("Solved"),
}
WORDS: Mapping[str, Mapping[str, str | Promise]] = {
    "status": {
        "open": _("open"),
        "waiting": _("waiting for us"),
        "customer": _("waiting for the customer"),
        "solved": _("solved"),
        "closed": _("closed"),
    },
    "is": {
        "late": _("past its promise"),
        "public": _("in public"),
        "snoozed": _("snoozed"),
        "escalated": _("with specialists"),
    },
    "due": {"15m": _("15 min"), "30m": _("30 min"), "1h": _("1 h"), "4h": _("4 h"), "24h": _("24 h")},
}
DAYS = (7, 30, 90)
MOST_COLLEAGUES = MOST_TAGS = 200


@dataclass(frozen=True)
class Offer:
    """A filter, what it is called, and its values with their words."""

    filter: str
    called: str
    values: list[tuple[str, str]]


def everything(asking: Asking) -> list[Offer]:
    """What a view can ask."""
    return [offer(name, asking) for name in CALLED]


def offer(name: str, asking: Asking) -> Offer:
    """One filter of the table, as it is offered."""
    return Offer(name, str(CALLED[name]), list(_values(name, asking)))


def _values(name: str, asking: Asking) -> Iterator[tuple[str, str]]:
    if name in asking.known:
        yield from ((slug, row.name) for slug, row in asking.known[name].items())
    elif name == "tag":
        yield from ((tag, tag) for tag in _tags(asking))
    elif name == "severity":
        yield from ((f"s{level}", said) for level, said in words.severities())
    elif name == "language":
        yield from ((code, str(called)) for code, called in settings.LANGUAGES)
    elif name == "channel":
        yield from ((channel, words.door(channel)[1]) for channel in settings.TICKET_CHANNELS)
    elif name in {"opened", "solved"}:
        yield "today", str(_("today"))
        yield from ((f"{days}d", ngettext("last %d day", "last %d days", days) % days) for days in DAYS)
    elif name == "agent":
        yield from (("me", str(_("me"))), ("none", str(_("nobody"))))
        colleagues = Agent.objects.filter(user__is_active=True).select_related("user").order_by("user__name")
        yield from ((agent.user.email, str(agent)) for agent in colleagues[:MOST_COLLEAGUES])
    else:
        yield from ((value, str(said)) for value, said in WORDS[name].items())


def _tags(asking: Asking) -> list[str]:
    """Those on tickets this agent may know of, as of a minute ago; a new one can be typed at once."""

    def find() -> list[str]:
        return list(Tag.objects.visible_to(asking.user).values_list("name", flat=True)[:MOST_TAGS])

    return remembered(f"tags:{asking.user.pk}", find, GOOD_FOR)
