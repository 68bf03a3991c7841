"""Who hears what, after the commit: open screens first, then the table of tasks.

Nothing here may undo what was committed: whatever fails leaves `announced_at` empty, and the clock
announces again. So everything in the table may run twice, and says in its docstring why that is safe.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from celery import Task, current_app
from django.utils import timezone
from redis.exceptions import RedisError

from support import realtime
from support.people import tiers
from support.people.models import Customer, User
from tickets import frames, priority, scans, tasks
from tickets.models import Event
from tickets.notices import telling

logger = logging.getLogger(__name__)

Errand = tuple[Task, tuple[Any, ...], str]  # a task, what it is told, and the queue it stands in
LATER: dict[str, Sequence[Task]] = {
    Event.Kind.OPENED: [tasks.acknowledge],
    Event.Kind.RECEIVED: [tasks.notify],
    Event.Kind.REPLIED: [tasks.deliver, tasks.notify],
    Event.Kind.NOTED: [tasks.notify],
    Event.Kind.CLAIMED: [tasks.notify],
    Event.Kind.ASSIGNED: [tasks.notify],
    Event.Kind.RELEASED: [tasks.notify],
    Event.Kind.REPRIORITISED: [tasks.notify],
    Event.Kind.ESCALATED: [tasks.notify],
    Event.Kind.MERGED: [tasks.notify],
    Event.Kind.WARNED: [tasks.notify],
    Event.Kind.BREACHED: [tasks.notify],
    Event.Kind.ASKED: [tasks.notify],
    Event.Kind.ADVISED: [tasks.notify],
    Event.Kind.RESOLVED: [tasks.ask_how_it_went, tasks.notify],
    Event.Kind.REOPENED: [tasks.notify],
    Event.Kind.REMINDED: [tasks.remind],
    Event.Kind.HELD: [tasks.notify],
}


_collected: ContextVar[list[int] | None] = ContextVar("collected", default=None)
A_FEW_SECONDS = 15  # as long as until the clock comes by itself; what is not begun by then need not be


def announce(event_id: int) -> bool:
    """Tell everybody about an event; False when it is, or must be, told later."""
    if (collected := _collected.get()) is not None:
        collected.append(event_id)
        return False
    return _announce([event_id])


@contextmanager
def kept_back() -> Iterator[list[int]]:
    """Collect the events of this block instead of telling: for who must not wait (tickets.announcing)."""
    collected: list[int] = []
    before = _collected.set(collected)
    try:
        yield collected
    finally:
        _collected.reset(before)


@contextmanager
def together() -> Iterator[None]:
    """Tell at its end, in one breath, of all that is committed in this block: for one of many changes."""
    collected: list[int] = []
    try:
        with kept_back() as collected:
            yield
    finally:
        _announce(collected)


@dataclass
class News:
    """What there is to tell of some events: `frames` to screens, then `errands` to workers.

    `lines` are those that are one more line of a chat: there are many, and one errand does for them all.
    """

    event_ids: list[int] = field(default_factory=list)
    frames: list[realtime.Frame] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    others: list[Errand] = field(default_factory=list)

    def add(self, more: "News") -> None:
        """Make one of two."""
        for name in ("event_ids", "frames", "lines", "others"):
            getattr(self, name).extend(getattr(more, name))

    @property
    def errands(self) -> list[Errand]:
        """What workers are to do."""
        return [*([(tasks.hear_out, (self.lines,), "urgent")] if self.lines else []), *self.others]


def news(event_ids: Sequence[int]) -> News:
    """What has to be told of these events, of those that are not told yet."""
    rows = Event.objects.select_related("ticket__customer__tier", "message", "by").order_by("pk")
    rows = rows.prefetch_related("message__attachments")
    events = list(rows.filter(pk__in=event_ids, announced_at=None)) if event_ids else []
    return News(
        [event.pk for event in events],
        [frame for event in events for frame in _for_screens(event)],
        [event.pk for event in events if _is_line(event)],
        [errand for event in events for errand in _errands(event)],
    )


def hand_over(errands: Iterable[Errand]) -> None:
    """Give the workers what is to be done. Raises what the broker raises while it is away."""
    for task, args, queue in errands:
        task.apply_async(args, queue=queue, retry=False)


def is_told(event_ids: Sequence[int]) -> None:
    """Remember that everybody knows."""
    if event_ids:
        told = Event.objects.filter(pk__in=event_ids, announced_at=None)
        told.update(announced_at=timezone.now())


def _announce(event_ids: Sequence[int]) -> bool:
    told = news(event_ids)
    try:
        realtime.push_all(told.frames)
        hand_over(told.errands)
    except Exception:  # the broker or the layer is away; the rows remember
        logger.warning("events %s are not announced yet", event_ids, exc_info=True)
        return False
    is_told(told.event_ids)
    return True


def say_how_many_notices(user: User) -> None:
    """Let an agent's screens show how many notices are not read."""
    telling.say_how_many(user)


def call_the_roll() -> None:
    """Ask every open desk whether it is still there; each answers by its row."""
    realtime.call_the_roll()


def let_tickets_follow() -> None:
    """After a changed table or calendar: the clock need not wait for its next quarter of a minute."""
    _call_the_clock("follow_the_promises")


def let_lanes_be_mended() -> None:
    """More waits in the wrong lanes than one task moves: the clock goes on at once."""
    _call_the_clock("mend_the_lanes")


def let_incidents_be_answered() -> None:
    """One answer to many was written: the clock need not wait for its next quarter of a minute."""
    _call_the_clock("answer_the_incidents")


def let_bulk_changes_go_on() -> None:
    """Many tickets are to be changed, or changed back: the clock need not wait either."""
    _call_the_clock("go_on_with_bulk_changes")


def let_letters_be_understood() -> None:
    """A mail came in: the clock need not wait for its next quarter of a minute."""
    _call_the_clock("understand_the_letters")


def _call_the_clock(task: str) -> None:
    """Sent by name, for the clock stands above; when the broker is away, the clock comes by itself."""
    try:
        current_app.send_task(f"tickets.clock.{task}", queue="default", retry=False, expires=A_FEW_SECONDS)
    except Exception:
        logger.warning("%s comes a little later", task, exc_info=True)


def replay(key: str) -> bool:
    """Have a week replayed where it holds nobody up; False when the broker is away."""
    try:
        tasks.replay.apply_async((key,), queue="bulk", retry=False)
    except Exception:
        logger.warning("replay %s was not sent", key, exc_info=True)
        return False
    return True


def scan_upload(upload_id: int) -> None:
    """Have a file looked at that came ahead of its form; while the broker is away, the clock does it."""
    try:
        tasks.scan_upload.apply_async((upload_id,), queue="bulk", retry=False)
    except Exception:
        logger.warning("upload %s is scanned a little later", upload_id, exc_info=True)


def ask_for_tiers(customers: Iterable[Customer]) -> int:
    """Have the exchange asked for these customers' tiers; while the broker is away, the clock does it later.

    By the least of the workers: an exchange that is slow must hold up no letter.
    """
    asked = 0
    for customer in customers:
        tasks.learn_tier.apply_async((customer.pk,), queue="bulk", retry=False)
        asked += 1
    return asked


def mail_lock_links(address: str) -> bool:
    """Have the owner of an address mailed how to lock; False when the broker is away.

    Whether there is an owner is only looked up by the worker.
    """
    try:
        tasks.mail_lock_links.apply_async((address,), queue="urgent", retry=False)
    except Exception:
        logger.warning("a link that locks was not asked for", exc_info=True)
        return False
    return True


def hint(group: str, what: str, **data: Any) -> None:
    """Tell open screens of something that is no event; a hint that is lost is only late."""
    with suppress(ConnectionError, RedisError):
        realtime.push(group, what, **data)


def hint_ticket(ticket_id: int, what: str) -> None:
    """Agents with the ticket open look again at `what`."""
    hint(realtime.ticket_desk_group(ticket_id), what, ticket=ticket_id)


def hint_agent(user_id: int, what: str, **data: Any) -> None:
    """One agent hears something, wherever they are."""
    hint(realtime.agent_group(user_id), what, **data)


def _for_screens(event: Event) -> list[tuple[str, dict[str, Any]]]:
    ticket, hint = event.ticket, frames.for_desk(event)
    desks = [] if _row_stays(event) else sorted(_desks(event))
    told = [(group, hint | {"type": "queue"}) for group in desks]
    told.append((realtime.ticket_desk_group(ticket.pk), hint | {"type": "event"}))
    if frame := frames.for_customer(event):
        told.append((realtime.ticket_customer_group(ticket.pk), frame | {"type": "event"}))
        told.append((realtime.customer_group(ticket.customer_id), {"type": "moved"}))
    if event.kind == Event.Kind.IDENTIFIED:  # whoever read along as a stranger is let in anew, or no more
        told.append((realtime.ticket_customer_group(ticket.pk), {"type": "whose"}))
    return told


def _row_stays(event: Event) -> bool:
    """Whether no queue looks different for it: the customer writes more, and has waited since before."""
    said, since = event.message, event.ticket.waiting_since
    return event.kind == Event.Kind.RECEIVED and bool(said and since and since < said.created_at)


def _desks(event: Event) -> set[str]:
    """Every queue the ticket stands in, or has just left."""
    ticket, detail = event.ticket, event.detail
    teams = {ticket.team_id, detail.get("from_team"), detail.get("asked_team"), "all"} - {None}
    agents = {ticket.assignee_id, detail.get("from_agent"), *detail.get("asked_agents", ())} - {None}
    return {realtime.desk_group(team) for team in teams} | {realtime.agent_group(agent) for agent in agents}


def _is_line(event: Event) -> bool:
    return event.kind == Event.Kind.RECEIVED and event.ticket.channel == "chat"


def _errands(event: Event) -> Iterator[Errand]:
    ticket = event.ticket
    carrier = (
        "urgent"
        if ticket.channel == "chat"
        else priority.celery_queue(ticket.severity, ticket.customer.tier.rank)
    )
    if not _is_line(event):
        for task in LATER.get(event.kind, ()):
            yield task, (event.pk,), carrier
    if event.message and event.message.attachments.all() and scans.waiting_of(event.message).exists():
        yield tasks.scan_files, (event.pk,), "bulk"
    if event.kind == Event.Kind.OPENED and tiers.is_worth_asking(ticket.customer):
        yield tasks.learn_tier, (ticket.customer.pk,), "bulk"
