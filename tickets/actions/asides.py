"""Side conversations: asked, answered, ended; the inner clock runs while colleagues owe a word."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from support import shield
from support.people.models import Team, User
from tickets import priority
from tickets.actions.history import hold, record
from tickets.actions.otherwise import SaidOtherwise
from tickets.actions.steady import promises_stand
from tickets.models import Calendar, Event, Routing, SideConversation, SideLine, Specialists, Ticket
from tickets.models.specialists import ANSWER_MINUTES

Kind = SideLine.Kind


def ask(ticket: Ticket, *, to: Team | User, by: User, question: str, key: str) -> SideConversation:
    """Ask a team or a colleague about a ticket; the same `key` again answers with the first conversation.

    Raises SaidOtherwise for a key that was used for another question.
    """
    try:
        return _begin(ticket, to=to, by=by, question=question, key=key)
    except IntegrityError:
        aside = _known(key, question).conversation
        if to not in (aside.team, aside.colleague):
            raise SaidOtherwise from None
        return aside


def answer_aside(aside: SideConversation, *, by: User, body: str, key: str) -> SideLine:
    """Answer colleagues: the inner clock stops. The same `key` again answers with the first line.

    Raises SaidOtherwise for a key that was used for other words.
    """
    return _once(aside, Kind.ANSWER, by=by, body=body, key=key)


def ask_again(aside: SideConversation, *, by: User, body: str, key: str) -> SideLine:
    """Ask more: the inner clock starts anew when it had stopped. The same `key` again is heard once.

    Raises SaidOtherwise for a key that was used for other words.
    """
    return _once(aside, Kind.QUESTION, by=by, body=body, key=key)


@transaction.atomic
def end_aside(aside: SideConversation, *, by: User | None) -> SideConversation:
    """Nothing is owed any more; a new question opens it again."""
    aside = _hold(aside)
    if aside.ended_at is None:
        aside.ended_at, aside.asked_at = timezone.now(), None
        _aim(aside)
        _record(aside, Event.Kind.ENDED, by=by)
    return aside


def end_asides(ticket: Ticket) -> None:
    """End what runs beside a held ticket and beside all that goes on in it; nobody needs the answers now."""
    running = SideConversation.objects.running().filter(ticket__in=ticket.whole())
    for aside in running.order_by("pk"):
        end_aside(aside, by=None)


@transaction.atomic
def nudge(aside: SideConversation) -> int:
    """Write an event for every level the inner clock has passed since the last look; returns how many."""
    aside, now, told = _hold(aside), timezone.now(), 0
    while aside.asked_at and aside.tell_at and aside.tell_at <= now:
        telling = priority.next_telling(aside.target_seconds, aside.told)
        assert telling  # tell_at is empty when there is nothing more to tell
        aside.told = telling[0]
        _aim(aside)
        _record(aside, Event.Kind.NUDGED, level=aside.told)
        told += 1
    return told


@transaction.atomic
def keep_hours(aside: SideConversation) -> None:
    """Count a running question in the hours of the asked side as they are now; what was told stays told."""
    aside = _hold(aside)
    if aside.asked_at:
        aside.calendar = _hours(aside.team, aside.colleague)
        _aim(aside)
        aside.lines.filter(kind=Kind.QUESTION, answered_at=None).update(due_at=aside.due_at)


@transaction.atomic
def _begin(ticket: Ticket, *, to: Team | User, by: User, question: str, key: str) -> SideConversation:
    ticket = hold(ticket)
    promises_stand()
    team, colleague = (to, None) if isinstance(to, Team) else (None, to)
    aside = SideConversation.objects.create(
        ticket=ticket,
        by=by,
        team=team,
        colleague=colleague,
        opened_at=timezone.now(),
        target_seconds=_minutes(team) * 60,
        calendar=_hours(team, colleague),
    )
    _say(aside, Kind.QUESTION, by=by, body=question, key=key)
    return aside


def _once(aside: SideConversation, kind: Kind, *, by: User, body: str, key: str) -> SideLine:
    try:
        with transaction.atomic():
            return _say(_hold(aside), kind, by=by, body=body, key=key)
    except IntegrityError:
        return _known(key, body)


def _known(key: str, body: str) -> SideLine:
    line = SideLine.objects.select_related("conversation__team", "conversation__colleague").get(key=key)
    if line.body != shield.mask(body).text:
        raise SaidOtherwise from None
    return line


def _say(aside: SideConversation, kind: Kind, *, by: User, body: str, key: str) -> SideLine:
    said, now = shield.mask(body), timezone.now()
    asks = kind == Kind.QUESTION
    if asks and aside.asked_at is None:
        aside.asked_at, aside.told, aside.ended_at = now, 0, None
    elif not asks:
        aside.lines.filter(kind=Kind.QUESTION, answered_at=None).update(answered_at=now)
        aside.asked_at = None
    aside.seq += 1
    _aim(aside)
    line = SideLine.objects.create(
        conversation=aside,
        seq=aside.seq,
        kind=kind,
        author=by,
        body=said.text,
        masked=sorted(set(said.kinds)),
        key=key,
        created_at=now,
        due_at=aside.due_at if asks else None,
    )
    _record(aside, Event.Kind.ASKED if asks else Event.Kind.ADVISED, by=by)
    return line


def _hold(aside: SideConversation) -> SideConversation:
    """The conversation as it is now, its ticket locked with it; nobody changes hours until we are done."""
    hold(Ticket.objects.get(pk=aside.ticket_id))
    promises_stand()
    return SideConversation.objects.select_related("ticket", "team", "colleague", "calendar").get(pk=aside.pk)


def _aim(aside: SideConversation) -> None:
    """When the answer is due and when colleagues are reminded next; nothing, while nobody owes a word."""
    opening = aside.calendar.opening if aside.calendar else None
    aside.due_at = aside.tell_at = None
    if aside.asked_at:
        aside.due_at = priority.due(opening, aside.asked_at, aside.target_seconds)
        telling = priority.next_telling(aside.target_seconds, aside.told)
        aside.tell_at = priority.due(opening, aside.asked_at, telling[1]) if telling else None
    aside.save()


def _record(aside: SideConversation, kind: Event.Kind, *, by: User | None = None, **detail: int) -> None:
    """Into the ticket's history go who asked whom and when, never the words."""
    about: dict[str, Any] = {
        "aside": aside.pk,
        "name": aside.team.name if aside.team else str(aside.colleague),
    }
    about |= {"asked_team": aside.team_id, "asked_agents": [aside.by_id, aside.colleague_id]} | detail
    record(hold(aside.ticket), kind, by=by, **about)


def _minutes(team: Team | None) -> int:
    row = Specialists.objects.filter(team=team).first() if team else None
    return row.answer_minutes if row else ANSWER_MINUTES


def _hours(team: Team | None, colleague: User | None) -> Calendar | None:
    """The hours of the asked team, or of a colleague's first team that keeps any; None is round the clock."""
    rows = Routing.objects.select_related("calendar").exclude(calendar=None)
    row = (rows.filter(team=team) if team else rows.filter(team__agents__user=colleague)).first()
    return row.calendar if row else None
