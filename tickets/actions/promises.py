"""Promises change only as whole tables: a new version, made by somebody for a reason, from a time on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from support.audit import book
from support.people.models import Tier, User
from tickets import outbox
from tickets.actions.steady import promises_move
from tickets.models import Calendar, Policy, Routing, Target, Version
from tickets.tables import Cell, Problem, Table


class MayNotStand(ValueError):
    """A table that breaks a promise to somebody; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(dict.fromkeys(problem.words for problem in problems)))
        self.problems = problems


class Overtaken(Exception):
    """Another version is in force by now than the one that was read."""


def judge(table: Table) -> None:
    """Raise MayNotStand for a table that breaks a promise to one of the tiers there are."""
    if problems := table.problems(list(Tier.objects.order_by("rank").values_list("rank", flat=True))):
        raise MayNotStand(problems)


def let_tier_move(*, tier: Tier, rank: int | None, **signal: Any) -> None:
    """Raise ValueError where a tier with another rank, or none, would break what is promised.

    Heard from `tier_moves`. A tier without promises of its own has those of the one below it.
    """
    if rank is None and Target.objects.filter(tier=tier).exists():
        raise ValueError("versions name this tier")
    others = set(Tier.objects.exclude(pk=tier.pk).values_list("rank", flat=True))
    if rank is None or rank in others:  # a rank that is taken is refused where ranks are kept
        return
    before = Tier.objects.filter(pk=tier.pk).values_list("rank", flat=True).first()
    for version in Version.objects.select_related("policy__current"):
        if version.pk == version.policy.current_id or version.waits:
            table = Target.table(version.pk)
            moved = Table(replace(it, rank=rank) if it.rank == before else it for it in table.cells.values())
            lowest = min(moved.ranks, default=0)
            ranks = [at for at in others | {rank} if at in moved.ranks or at < lowest]
            if not table.problems(table.ranks) and (problems := moved.problems(ranks)):
                raise MayNotStand(problems)  # what does not stand today is mended in the table


@transaction.atomic
def publish(
    policy: Policy,
    cells: Iterable[Cell],
    *,
    by: User | None,
    reason: str,
    takes_effect_at: datetime | None = None,
    over: int | None = None,
) -> Version:
    """Make a table the next version of a policy; it is applied at its time. Raises MayNotStand.

    `over` is the number of the version in force that the author has read, 0 for none; Overtaken is raised
    where it is another one by now.
    """
    promises_move()  # before the policy, as `apply` does: two in another order would wait for each other
    in_force = Policy.objects.select_for_update(no_key=True).get(pk=policy.pk).current
    if over is not None and over != (in_force.number if in_force else 0):
        raise Overtaken
    now, table = timezone.now(), Table(cells)
    judge(table)
    later = takes_effect_at if takes_effect_at and takes_effect_at > now else None
    # For now is never before what is in force, also where this machine's clock is a little slow.
    at_once = max(now, in_force.takes_effect_at) if in_force else now
    newest = policy.versions.order_by("-number").first()
    version = Version.objects.create(
        policy=policy,
        number=newest.number + 1 if newest else 1,
        author=by,
        reason=reason,
        made_at=now,
        takes_effect_at=later or at_once,
    )
    Target.objects.bulk_create(Target.rows(version, table.cells.values()))
    told = {
        "version": version.number,
        "takes_effect_at": version.takes_effect_at.isoformat(),
        "reason": reason,
    }
    book.record("policy.published", policy, by=by, **told)
    if later is None:
        apply(version)
    return version


def roll_back(policy: Policy, *, to: Version, by: User | None, reason: str) -> Version:
    """Promise again what an earlier version promised: as a new version, so that nothing is hidden."""
    return publish(policy, Target.table(to.pk).cells.values(), by=by, reason=reason)


@transaction.atomic
def change_hours(calendar: Calendar, *, by: User | None) -> None:
    """A calendar or its holidays were edited: business time is counted anew, and what is open follows."""
    promises_move()
    calendar.lay_out(timezone.now())
    calendar.settled_upto, calendar.settled_at = 0, None
    calendar.save(update_fields=["settled_upto", "settled_at"])
    book.record("calendar.changed", calendar, by=by, hours=calendar.hours, zone=calendar.zone)
    transaction.on_commit(lambda: outbox.let_tickets_follow(), robust=True)


@transaction.atomic
def route(routing: Routing, *, by: User | None, **changed: str) -> None:
    """Serve a team's queue differently from now on; what is open follows."""
    promises_move()
    routing.save()
    book.record("routing.changed", routing, by=by, **changed)
    _let_all_follow()


@transaction.atomic
def change_policy(policy: Policy, *, by: User | None, **changed: str) -> None:
    """Let a policy hold for other tickets, or before others; what is open follows."""
    promises_move()
    book.record("policy.changed", policy, by=by, **changed)
    _let_all_follow()


def _let_all_follow() -> None:
    """Whoever follows one version in force looks at every open ticket."""
    in_force = Version.objects.filter(pk__in=Policy.objects.values("current"))
    in_force.update(settled_upto=0, settled_at=None)
    transaction.on_commit(lambda: outbox.let_tickets_follow(), robust=True)


@transaction.atomic
def apply(version: Version) -> bool:
    """Put a version in force; False when it was already, or its time has passed by for the one that is.

    The clock lets tickets follow.
    """
    promises_move()
    policy = Policy.objects.select_for_update(no_key=True).get(pk=version.policy_id)
    version.refresh_from_db()
    if version.applied_at or not version.comes_after(policy.current):
        return False
    version.applied_at = timezone.now()
    version.save(update_fields=["applied_at"])
    before, policy.current = policy.current, version
    policy.save(update_fields=["current"])
    told = {"before": before.number if before else None, "after": version.number}
    book.record("policy.applied", policy, by=version.author, **told)
    transaction.on_commit(lambda: outbox.let_tickets_follow(), robust=True)
    return True
