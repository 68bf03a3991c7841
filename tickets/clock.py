"""Because time passed: nothing announced or sent halfway stays that way."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from support.people import actions as people
from support.people import exchange
from support.people.models import Customer, Team
from tickets import actions, delivery, outbox, scans
from tickets.finding import writing
from tickets.guessing import learning
from tickets.mail_in.clock import understand_the_letters as understand_the_letters
from tickets.models import (
    Attachment,
    Calendar,
    Clock,
    Draft,
    Event,
    FileState,
    Jotting,
    Notice,
    Outgoing,
    Routing,
    SideConversation,
    Ticket,
    Version,
)
from tickets.notices import digest, pushing
from tickets.severity import Severity

FORGOTTEN_AFTER = timedelta(seconds=30)
LATELY = timedelta(minutes=10)  # longer than a task waits on a good day
REMEMBERS = "the-messenger-remembers"  # in Valkey as long as nobody emptied it
AT_ONCE, TELLING = 50, 6.0  # told before we look again who comes first; seconds for each kind of telling
NOTICES_KEPT = timedelta(days=60)
CALLS, STALE = "calls-of-the-roll", timedelta(seconds=50)  # the last two calls; older ones prove nothing


@shared_task
def announce_the_forgotten() -> int:
    """Announce events whose announcement was cut short; twice is safe, every consequence is."""
    if cache.add(REMEMBERS, True, timeout=None):
        _doubt_what_was_queued()
    rows = Event.objects.filter(announced_at=None, at__lte=timezone.now() - FORGOTTEN_AFTER)
    return sum(outbox.announce(pk) for pk in rows.order_by("at").values_list("pk", flat=True)[:500])


def _doubt_what_was_queued() -> None:
    """Valkey came back empty, and the tasks with it are gone: what was queued lately is announced again."""
    lately = Event.objects.filter(announced_at__gte=timezone.now() - LATELY, kind__in=outbox.LATER)
    lately.update(announced_at=None)


@shared_task
def deliver_the_stranded() -> int:
    """Try replies again that should have left; twice is safe, the message's row is asked first."""
    waiting = delivery.stranded()
    for pk in waiting:
        delivery.attempt(pk)
    return len(waiting)


@shared_task
def warn_of_deadlines() -> int:
    """Tell agents of promises in danger and broken, and of colleagues' answers that are due; S0 first.

    Twice is safe: the rows say what was told.
    """
    running = Clock.objects.filter(stopped_at=None).select_related("ticket")
    return _tell(running, actions.warn) + _tell(SideConversation.objects.running(), actions.nudge)


def _tell(running: QuerySet[Any], tell: Callable[[Any], int]) -> int:
    """Tell what is to be told by now, for as long as there is time; returns how much was."""
    severe = Case(When(ticket__severity=Severity.S0, then=Value(0)), default=Value(1))
    told, until = 0, time.monotonic() + TELLING
    while few := running.filter(tell_at__lte=timezone.now()).order_by(severe, "tell_at")[:AT_ONCE]:
        told += sum(map(tell, few))
        if time.monotonic() >= until:
            break
    return told


@shared_task
def follow_the_promises() -> int:
    """Put versions in force whose time has come, and let open tickets follow what changed.

    Twice is safe: a ticket that has followed is as it should be.
    """
    due = Version.objects.filter(applied_at=None, takes_effect_at__lte=timezone.now())
    for version in due.order_by("takes_effect_at", "number"):
        actions.apply(version)
    return actions.follow()


@shared_task
def call_the_roll() -> int:
    """Notice agents whose screens are gone and let their chats wait for somebody else, as those of who has
    been away for a while; then ask anew.

    Gone is who missed the last two calls. Twice is safe: an agent vanishes once, a chat is given back once.
    """
    now, calls = timezone.now(), cache.get(CALLS, [])
    if len(calls) == 2 and now - STALE < calls[0] <= calls[1] <= now:  # nobody set the clock meanwhile
        people.notice_the_vanished(unheard_since=calls[0])
    chats = actions.take_chats_from_the_vanished() + actions.take_chats_from_the_away(now=now)
    outbox.call_the_roll()
    cache.set(CALLS, [*calls[-1:], now], timeout=60)
    return chats


@shared_task
def push_the_waiting() -> int:
    """Give out what waits in teams with push; twice is safe, what is in somebody's hands is not given out."""
    return actions.push_out()


@shared_task
def take_back_the_unanswered() -> int:
    """Give tickets back whose agents have not answered in time; twice is safe, then they are in no hands."""
    now, taken_back = timezone.now(), 0
    for team in Team.objects.select_related("routing"):
        routing = getattr(team, "routing", None) or Routing(team=team)
        held = Ticket.objects.open().filter(team=team, assignee__isnull=False)
        for minutes, rows in (
            (routing.chat_minutes, held.filter(channel="chat")),
            (routing.answer_minutes, held.exclude(channel="chat")),
        ):
            since = now - timedelta(minutes=minutes)
            late = rows.filter(claimed_at__lte=since, waiting_since__lte=since) if minutes else rows.none()
            taken_back += sum(actions.take_back(ticket, unanswered_since=since) for ticket in late[:500])
    return taken_back


@shared_task
def mend_the_lanes() -> int:
    """Move what waits in a lane for others than its topic and tier ask for now, after an admin changed those.

    Twice is safe: the second time it stands where it should.
    """
    return actions.mend_lanes()


@shared_task
def lay_out_calendars() -> int:
    """Write the openings of the days to come; twice is safe, the same days are written again."""
    return sum(calendar.lay_out(timezone.now()) for calendar in Calendar.objects.all())


@shared_task
def close_the_quiet() -> int:
    """Close what was resolved and left in peace; twice is safe, closing a closed ticket does nothing."""
    quiet_since = timezone.now() - timedelta(days=settings.REOPEN_DAYS)
    quiet = Ticket.objects.filter(resolved_at__lte=quiet_since, closed_at=None)
    for ticket in (found := list(quiet[:500])):
        actions.close(ticket)
    return len(found)


@shared_task
def ask_for_tiers() -> int:
    """Have the exchange asked again where somebody waits whose tier it has not told or confirmed lately.

    Twice is safe: who was asked about is left in peace for a while.
    """
    if not exchange.is_asked():
        return 0
    waiting = Ticket.objects.open().values("customer")
    rows = Customer.objects.worth_asking_about(timezone.now()).filter(pk__in=waiting)
    return outbox.ask_for_tiers(rows.order_by("tier_asked_at", "pk")[:200])


@shared_task
def forget_old_drafts() -> int:
    """Delete unsent words that nobody came back to; twice is safe, then they are gone."""
    deleted, _rows = Draft.objects.outlived(timezone.now()).delete()
    return deleted


@shared_task
def scan_the_waiting() -> int:
    """Have clamd look at files it gave no answer about, until it is silent again.

    Twice is safe: the row that is still waiting takes the answer, a settled one takes none.
    """
    settled = scans.in_turn(scans.due()) if settings.CLAMD_URL else []
    delivery.show_files(settled)
    return len(settled)


@shared_task
def tell_of_viruses() -> int:
    """Say on the tickets that a file held a virus; twice is safe, the row says what was told."""
    found = Attachment.objects.filter(state=FileState.INFECTED, told_at=None).select_related(
        "message__ticket"
    )
    return sum(actions.tell_of_virus(file) for file in found.order_by("pk")[:500])


@shared_task
def empty_the_vault() -> int:
    """Delete identity documents whose time is over, and files no row knows; twice is safe, they are gone."""
    return actions.empty_vault() + actions.delete_strays()


@shared_task
def sweep_uploads() -> int:
    """Delete uploads that no form took along within a day; twice is safe, they are gone."""
    return actions.sweep_uploads()


@shared_task
def remind_the_waiting() -> int:
    """Remind customers we wait for; twice is safe, the ticket's row says what they were reminded of."""
    due = Ticket.objects.filter(remind_at__lte=timezone.now()).order_by("remind_at")
    return sum(actions.remind(ticket) for ticket in due[:500])


@shared_task
def learn_topics() -> int:
    """Learn anew which words speak for which topic; twice is safe, the same lessons say the same."""
    return learning.learn().corrections


@shared_task
def write_missing_words() -> int:
    """Make tickets of before there was a search findable; twice is safe, a ticket has its words once."""
    return sum(iter(writing.catch_up, 0))


@shared_task
def wake_the_snoozed() -> int:
    """Put tickets back whose time has come; twice is safe, then they are not snoozed any more."""
    now = timezone.now()
    due = Ticket.objects.filter(snoozed_until__lte=now).order_by("snoozed_until")
    return sum(actions.wake(ticket, due=now) for ticket in due[:500])


@shared_task
def answer_the_incidents() -> int:
    """Go on with answers to all incidents of a problem; twice is safe, each row says what became of it."""
    return actions.go_on_answering()


@shared_task
def go_on_with_bulk_changes() -> int:
    """Go on with changes to many tickets; twice is safe, each row says what became of it."""
    return actions.go_on_changing()


@shared_task
def send_what_is_due() -> int:
    """Send replies whose seconds of grace, or whose hour, have come; twice is safe, the row is gone then."""
    due = Outgoing.objects.due(timezone.now()).select_related("ticket")[:200]
    return sum(actions.leave(outgoing) is not None for outgoing in due)


@shared_task
def forget_old_jottings() -> int:
    """Delete agents' half-written words nobody came back to, and shells of replies that were called back.

    Twice is safe, then they are gone.
    """
    now = timezone.now()
    old = Outgoing.objects.filter(end=Outgoing.End.RECALLED, made_at__lte=now - Jotting.LASTS)
    return old.delete()[0] + Jotting.objects.outlived(now).delete()[0]


@shared_task
def push_the_late() -> int:
    """Push again what push services put off; twice is safe, each row is taken by one."""
    return pushing.push_the_due()


@shared_task
def mail_the_away() -> int:
    """Mail what came together while agents were away; twice is safe, what was mailed says so."""
    return digest.mail_the_away()


@shared_task
def forget_old_notices() -> int:
    """Delete notices of long ago; twice is safe, then they are gone."""
    deleted, _rows = Notice.objects.filter(made_at__lte=timezone.now() - NOTICES_KEPT).delete()
    return deleted
