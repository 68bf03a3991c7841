"""The variables that may stand in a macro or a reply: this table and the house's facts, and no others.

Each is filled in the customer's language and time zone. What stands in `code` is left alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from support.look import times
from support.look.middleware import ZONES
from support.people.models import Customer, User
from tickets import letters
from tickets.macros import facts
from tickets.models import Clock, Ticket

NAME = r"\{(?P<name>[a-z][a-z0-9_]{0,39})\}"
FOUND = re.compile(rf"```.*?```|`[^`\n]*`|{facts.QUOTE}|{NAME}", re.DOTALL)


@dataclass(frozen=True)
class About:
    """What variables are filled from."""

    ticket: Ticket
    agent: User


@dataclass
class Filled:
    """A text with its variables filled; `unknown` and `empty` name those that could not be, each once."""

    text: str
    unknown: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """What is wrong, in the reader's words; "" when nothing is."""
        return problem(self.unknown) or _nothing_for(self.empty)


def _first_name(about: About) -> str:
    return (about.ticket.customer.name.split() or [""])[0]


def _topic(about: About) -> str:
    return about.ticket.topic.name if about.ticket.topic else ""


def _promised(about: About) -> str:
    """When they hear from us at the latest: the update that was promised, else the answer that is due."""
    running = about.ticket.clocks.filter(stopped_at=None, due_at__isnull=False)
    update = running.filter(kind=Clock.Kind.UPDATE).values_list("due_at", flat=True).first()
    due = update or about.ticket.due_at
    return _moment(due, about.ticket.customer) if due else ""


def _moment(moment: datetime, customer: Customer) -> str:
    """A moment for a letter, which may be read on another day: "18 November, 13:31 (Berlin)"."""
    name = zone_of(customer).key
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    return f"{times.day(moment)}, {times.clock(moment)} ({city})"


VARIABLES: dict[str, tuple[Promise, Callable[[About], str]]] = {
    "customer_first_name": (gettext_lazy("the customer’s first name"), _first_name),
    "reference": (gettext_lazy("the ticket’s number"), lambda about: about.ticket.reference),
    "topic": (gettext_lazy("what the ticket is about"), _topic),
    "agent_first_name": (gettext_lazy("your first name"), lambda about: about.agent.first_name),
    "team": (gettext_lazy("the team that has the ticket"), lambda about: about.ticket.team.spoken),
    "promised_time": (gettext_lazy("when the customer hears from us at the latest"), _promised),
    "ticket_link": (gettext_lazy("a link to the ticket"), lambda about: letters.link(about.ticket)),
    "exchange": (gettext_lazy("the exchange’s name"), lambda about: settings.EXCHANGE_NAME),
}


def fill(text: str, about: About) -> Filled:
    """Put the values in, as the customer reads them."""
    filled = Filled(text)
    quoted = facts.said(text, about.ticket.language)

    def value(found: re.Match[str]) -> str:
        if fact := found["fact"]:
            name, said = facts.quote(fact), quoted.get(fact)
        elif name := found["name"]:
            said = VARIABLES[name][1](about) if name in VARIABLES else None
        else:
            return found[0]
        if not said:
            _once(filled.unknown if said is None else filled.empty, name)
        return said or found[0]

    ticket = about.ticket
    with translation.override(ticket.language), timezone.override(zone_of(ticket.customer)):
        filled.text = FOUND.sub(value, text)
    return filled


def strange(text: str) -> list[str]:
    """The names in braces that are no variables of ours and no facts, each once."""
    names: list[str] = []
    quoted = facts.said(text, settings.LANGUAGE_CODE)
    for found in FOUND.finditer(text):
        if found["name"] and found["name"] not in VARIABLES:
            _once(names, found["name"])
        if found["fact"] and found["fact"] not in quoted:
            _once(names, facts.quote(found["fact"]))
    return names


def problem(unknown: list[str]) -> str:
    """That there are no such variables; "" for none."""
    if not unknown:
        return ""
    words = ngettext(
        "There is no variable %(names)s. Take it out, or write it as code: `%(first)s`.",
        "There are no variables %(names)s. Take them out, or write them as code: `%(first)s`.",
        len(unknown),
    )
    return words % {"names": _named(unknown), "first": f"{{{unknown[0]}}}"}


def zone_of(customer: Customer) -> ZoneInfo:
    """Where the customer's clock stands; UTC where we do not know the zone."""
    return ZoneInfo(customer.time_zone if customer.time_zone in ZONES else "UTC")


def _nothing_for(empty: list[str]) -> str:
    words = _("We know nothing to put in for %(names)s here. Write it yourself, or take it out.")
    return words % {"names": _named(empty)} if empty else ""


def _named(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
