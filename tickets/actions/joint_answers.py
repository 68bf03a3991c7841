"""One answer to all incidents of a problem: written once in each language, sent once to each."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from support.people.models import User
from tickets import outbox
from tickets.actions.answers import reply
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold, record
from tickets.actions.newer import SAID, came_since
from tickets.actions.one_by_one import one_by_one
from tickets.actions.otherwise import SaidOtherwise
from tickets.actions.outcomes import resolve
from tickets.macros import variables
from tickets.models import Event, JointAnswer, JointReply, Link, Ticket


class MayNotAnswer(Exception):
    """A joint answer that cannot be given so; says why in words for an agent."""


def incidents_of(problem: Ticket, *, seen_by: User) -> list[Ticket]:
    """The open tickets linked as incidents, or those they go on in, that somebody may see; each once."""
    links = Link.objects.filter(other=problem, kind=Link.Kind.INCIDENT).select_related("ticket")
    ids = {link.ticket.survivor().pk if link.ticket.merged_into_id else link.ticket_id for link in links}
    rows = Ticket.objects.open().visible_to(seen_by).filter(pk__in=ids - {problem.pk})
    return list(rows.select_related("customer__tier", "team").distinct().order_by("pk"))


@transaction.atomic
def answer_all(
    problem: Ticket,
    *,
    by: User,
    bodies: Mapping[str, str],
    incidents: Sequence[Ticket],
    key: str,
    solves: bool = False,
) -> JointAnswer:
    """Begin to answer these incidents, each in its language; the same `key` again answers with the first.

    Raises MayNotAnswer when nobody is left to answer, or a language has no words; SaidOtherwise for a key
    that was used for other words.
    """
    problem = hold(problem)
    masked = {language: shield.mask(body).text for language, body in bodies.items()}
    if known := JointAnswer.objects.filter(key=key).first():
        if (known.bodies, known.solves) != (masked, solves):
            raise SaidOtherwise
        return known
    if not problem.problem_at or not incidents:
        raise MayNotAnswer(_("No open incident is linked with it any more."))
    if any(not bodies.get(ticket.language, "").strip() for ticket in incidents):
        raise MayNotAnswer(_("Write the answer in every language that is asked for."))
    answer = JointAnswer.objects.create(problem=problem, by=by, key=key, bodies=masked, solves=solves)
    JointReply.objects.bulk_create(
        JointReply(answer=answer, ticket=ticket, language=ticket.language, after=ticket.seq)
        for ticket in incidents
    )
    record(problem, Event.Kind.ANSWERED_ALL, by=by, joint=answer.pk, count=len(incidents))
    transaction.on_commit(outbox.let_incidents_be_answered, robust=True)
    return answer


def go_on_answering() -> int:
    """Answer incidents that still wait for theirs; returns how many were looked at."""
    waiting = JointReply.objects.filter(done_at=None)
    return one_by_one(waiting, _answer, go_on=outbox.let_incidents_be_answered)


@transaction.atomic
def _answer(row_id: int) -> bool:
    """One reply and its row commit together, so a worker that dies leaves both or neither."""
    rows = JointReply.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.select_related("answer__by", "ticket").filter(pk=row_id, done_at=None).first()
    if row is None:  # another worker is at it
        return False
    answer, ticket = row.answer, hold(row.ticket)
    if not ticket.is_open:
        row.passed = JointReply.Passed.SOLVED
    elif not _in_sight(ticket, answer.by):
        row.passed = JointReply.Passed.AWAY
    elif events := came_since(ticket, row.after, by=answer.by) if row.after is not None else ():
        wrote = any(event.kind in SAID for event in events)
        row.passed = JointReply.Passed.WROTE if wrote else JointReply.Passed.CLASH
    else:
        try:
            about = variables.About(ticket, answer.by)
            body = variables.fill(answer.bodies[row.language], about).text
            key = f"joint-{answer.pk}-{ticket.pk}"
            row.message = reply(ticket, by=answer.by, body=body, key=key, takes=False)
        except SeniorsOnly:
            row.passed = JointReply.Passed.SENIORS
        if row.message and answer.solves:
            resolve(ticket, by=answer.by)
    row.done_at = timezone.now()
    row.save(update_fields=["message", "passed", "done_at"])
    return True


def _in_sight(ticket: Ticket, by: User) -> bool:
    """Whether its writer still is one of us, and may know of it."""
    return by.is_staff and by.is_active and Ticket.objects.visible_to(by).filter(pk=ticket.pk).exists()
