"""A case goes to specialists: with what they need, at its old place, and the customer is owed news."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from support.people.models import Team, User
from tickets.actions import clashes, standings
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.complexity import Complexity
from tickets.models import Clock, Event, Requirement, Specialists, Ticket

LONGEST = 500  # characters of one answer


class MayNotEscalate(ValueError):
    """What is missing or wrong: `problems` by field; "" is the ticket itself, a requirement has its key."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


@transaction.atomic
def escalate(
    ticket: Ticket,
    *,
    to: Team,
    by: User | None,
    reason: str,
    complexity: str,
    checklist: Iterable[str] = (),
    fields: Mapping[str, str] | None = None,
) -> Ticket:
    """Give a case to specialists; what was waited stays waited, and from now on an update is owed.

    `checklist` holds the keys of what was done, `fields` the answers by key. Sent twice it is heard once.
    Raises MayNotEscalate naming everything that is missing; then nothing has changed.
    """
    ticket = hold(ticket)
    if _was_heard(ticket, to, by, reason):
        return ticket
    ticked, answers = set(checklist), {key: text.strip() for key, text in (fields or {}).items()}
    specialists = Specialists.objects.filter(team=to).prefetch_related("requirements").first()
    asked = list(specialists.requirements.all()) if specialists else []
    problems = _general(ticket, to, specialists, reason, complexity) | _unmet(asked, ticked, answers)
    if problems:
        raise MayNotEscalate(problems)
    was: dict[str, Any] = {"from_team": ticket.team_id, "from_agent": ticket.assignee_id}
    was["before"] = standings.standing(ticket, now=timezone.now(), place=True)
    _move(ticket, to, complexity)
    was["after"] = standings.standing(ticket, now=timezone.now(), place=True)
    told = was | {"reason": shield.mask(reason.strip()).text, "complexity": complexity}
    told["done"] = [one.names.get("en", one.key) for one in asked if one.key in ticked]
    told["answers"] = [_answer(one, answers[one.key]) for one in asked if answers.get(one.key)]
    record(ticket, Event.Kind.ESCALATED, by=by, team=to.slug, name=to.name, names=to.names, **told)
    return ticket


def _was_heard(ticket: Ticket, to: Team, by: User | None, reason: str) -> bool:
    """Whether the same person has sent the same to these specialists, who still have it."""
    if not ticket.is_with_specialists or ticket.team_id != to.pk:
        return False
    last = ticket.events.filter(kind=Event.Kind.ESCALATED).last()
    said = shield.mask(reason.strip()).text
    return last is not None and (last.by, last.detail["reason"]) == (by, said)


def _move(ticket: Ticket, to: Team, complexity: str) -> None:
    now = timezone.now()
    ticket.team = ticket.escalated_to = to
    ticket.complexity = complexity
    ticket.assignee = ticket.claimed_at = None
    ticket.waiting_since = ticket.waiting_since or now  # the word is ours, whoever spoke last
    ticket.update_owed_since = ticket.update_owed_since or now
    where = ("team", "escalated_to", "complexity", "assignee", "claimed_at")
    settle(ticket, *where, "waiting_since", "update_owed_since")


def _general(
    ticket: Ticket, to: Team, specialists: Specialists | None, reason: str, complexity: str
) -> dict[str, str]:
    """What is wrong with the escalation itself."""
    problems: dict[str, str] = {}
    if not ticket.is_open:
        problems[""] = _("This ticket is solved. Take it up again before you escalate it.")
    if specialists is None:
        problems["to"] = _("%(team)s takes no escalations.") % {"team": to.spoken}
    elif ticket.team_id == to.pk:
        problems["to"] = _("%(team)s has it already.") % {"team": to.spoken}
    elif not complexity:
        problems["complexity"] = _("Say how much work it is.")
    elif complexity not in specialists.complexities:
        problems["complexity"] = _("%(team)s does not take this class.") % {"team": to.spoken}
    if not reason.strip():
        problems["reason"] = _("Say why: the specialists read it first.")
    return problems


def _unmet(asked: Iterable[Requirement], ticked: set[str], answers: Mapping[str, str]) -> dict[str, str]:
    """What the specialists need and were not told, or not so that it can be used, by key."""
    return {
        one.key: words
        for one in asked
        if (words := _problem(one, one.key in ticked, answers.get(one.key, "")))
    }


def _problem(asked: Requirement, is_done: bool, answer: str) -> str:
    if asked.kind == Requirement.Kind.CHECK:
        return _("Do this first, then tick it off.") if asked.required and not is_done else ""
    if not answer:
        return _("The specialists need this.") if asked.required else ""
    if len(answer) > LONGEST:
        return _("At most %(most)d characters; the rest belongs in a note.") % {"most": LONGEST}
    if asked.kind == Requirement.Kind.CHOICE and answer not in asked.choices:
        return _("Choose one from the list.")
    if asked.kind == Requirement.Kind.NUMBER and not _is_number(answer):
        return _("Write a number, as 1250.5.")
    return ""


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _answer(asked: Requirement, answer: str) -> list[str]:
    """Question and answer without its secrets; masked together, for 64 digits may be a transaction."""
    question = asked.names.get("en", asked.key)
    return [question, shield.mask(f"{question}: {answer}").text.removeprefix(f"{question}: ")]


@transaction.atomic
def classify(
    ticket: Ticket, *, complexity: str, by: User | None, why: str, seen: str | None = None
) -> Ticket:
    """Say how much work a ticket is; the order of the queue stays as it is.

    Raises ChangedByAnother when somebody else said something else than was `seen`.
    """
    ticket = hold(ticket)
    clashes.check_seen(ticket, clashes.COMPLEXITY, seen, wanted=complexity)
    before, ticket.complexity = ticket.complexity, Complexity(complexity)
    if before != ticket.complexity:
        ticket.save(update_fields=["complexity"])
        why = shield.mask(why).text
        record(ticket, Event.Kind.CLASSIFIED, by=by, before=before, after=ticket.complexity.value, why=why)
    return ticket


@transaction.atomic
def promise_update(ticket: Ticket, *, by: User | None) -> Ticket:
    """Promise the customer news without being asked; the clock says by when, and they are told."""
    ticket = hold(ticket)
    if ticket.is_open and ticket.update_owed_since is None:
        ticket.update_owed_since = timezone.now()
        settle(ticket, "update_owed_since")
        clock = ticket.clocks.filter(kind=Clock.Kind.UPDATE, stopped_at=None).first()
        if clock is None or clock.due_at is None:  # nothing is promised here: then nothing is owed
            ticket.update_owed_since = None
            settle(ticket, "update_owed_since")
        else:
            if ticket.snoozed_until and clock.due_at <= ticket.snoozed_until:
                ticket.snoozed_until = None
                settle(ticket)
            record(ticket, Event.Kind.PROMISED, by=by, due=clock.due_at.isoformat())
    return ticket
