"""What a macro, or a button, does besides speaking: named, shown, and done with the words.

As they travel in a form each is "<macro>:<name>"; as they wait with a reply, {name: value} in JSON.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support.people.models import User
from tickets.models import Macro

SOLVE, TOPIC, TEAM, SEVERITY, NEXT = "solve", "topic", "team", "severity", "next"


@dataclass(frozen=True)
class Step:
    """One thing that is done on sending; `told` is its part of the JSON."""

    macro: Macro
    name: str
    words: str
    told: dict[str, Any]

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.macro.pk}:{self.name}"


def steps_of(macro: Macro) -> list[Step]:
    """What this macro does, in the order in which it is done."""
    found: list[Step] = []
    if macro.topic:
        words = _("Topic: %(name)s") % {"name": macro.topic}
        found.append(Step(macro, TOPIC, words, {TOPIC: macro.topic.slug}))
    if macro.severity is not None:
        words = _("Severity: S%(level)d") % {"level": macro.severity}
        found.append(Step(macro, SEVERITY, words, {SEVERITY: macro.severity, "why": macro.why}))
    if macro.hand_to:
        words = _("To the queue of %(name)s") % {"name": macro.hand_to.spoken}
        found.append(Step(macro, TEAM, words, {TEAM: macro.hand_to.slug}))
    if macro.solves:
        found.append(Step(macro, SOLVE, _("Solve"), {SOLVE: True}))
    if macro.goes_on:
        found.append(Step(macro, NEXT, _("Then the next ticket"), {NEXT: True}))
    return found


def chosen(values: Iterable[str], user: User) -> list[Step]:
    """The steps a form names, of macros this agent may use; what is not there any more is left out."""
    asked = [value.partition(":")[::2] for value in values]
    pks = {int(pk) for pk, _name in asked if pk.isdecimal() and len(pk) < 10}
    if not pks:
        return []
    macros = Macro.objects.for_user(user).select_related("topic", "hand_to").in_bulk(pks)
    found = [
        step
        for pk, name in asked
        if pk.isdecimal() and int(pk) in macros
        for step in steps_of(macros[int(pk)])
        if step.name == name
    ]
    return list({step.name: step for step in found}.values())  # of two that say the same thing the last
