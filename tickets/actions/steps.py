"""What is done with a reply or note besides saying it, in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from support.people.models import Team, User
from tickets.actions.hands import assign
from tickets.actions.outcomes import resolve
from tickets.actions.priorities import reprioritise
from tickets.actions.refiling import refile
from tickets.models import Macro, MacroUse, Ticket, Topic


def take_steps(ticket: Ticket, steps: Mapping[str, Any], *, by: User, after: int | None = None) -> None:
    """Topic, severity, team, solve: those that are asked for and still can be, in this order.

    `{"topic": slug, "severity": 0…4, "why": words, "team": slug, "solve": true, "macros": [ids]}`. What is as
    it should be already changes nothing; a topic or team that is gone meanwhile is left out. Raises WentOn
    when it is to be solved and the customer wrote after the seq `after`.
    """
    count_uses(steps.get("macros", ()), by=by)
    if topic := Topic.objects.filter(slug=steps.get("topic", "")).first():
        refile(ticket, topic=topic, by=by)
    if (severity := steps.get("severity")) is not None:
        reprioritise(ticket, severity=severity, by=by, why=steps.get("why", ""))
    if team := Team.objects.filter(slug=steps.get("team", "")).first():
        assign(ticket, by=by, team=team)
    if steps.get("solve"):
        resolve(ticket, by=by, after=after)


def count_uses(macros: list[int], *, by: User) -> None:
    """One more use of each, so that this agent finds it higher up."""
    for macro in Macro.objects.filter(pk__in=macros):
        use, _made = MacroUse.objects.get_or_create(macro=macro, user=by)
        MacroUse.objects.filter(pk=use.pk).update(times=F("times") + 1)
