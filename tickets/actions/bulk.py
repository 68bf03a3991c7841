"""One change to many tickets: begun once, done one by one by a worker, and taken back for a day."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from support.audit import book
from support.people.models import User
from tickets import outbox
from tickets.actions.bulk_steps import Wanted, apply, clashes, facts, moved, restore, seen
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold
from tickets.actions.newer import WentOn
from tickets.actions.one_by_one import one_by_one
from tickets.actions.otherwise import SaidOtherwise
from tickets.actions.tagging import MayNotTag
from tickets.models import BulkChange, BulkItem, Ticket

State, Passed = BulkItem.State, BulkItem.Passed


class TooLate(Exception):
    """A bulk change that was taken back already, or is too old for it."""


@transaction.atomic
def change_many(tickets: Sequence[Ticket], *, wanted: Wanted, by: User, key: str) -> BulkChange:
    """Begin to change these tickets, one commit each; the same `key` again answers with the first.

    Raises SaidOtherwise for a key that was used for other tickets, or for another change.
    """
    change, made = BulkChange.objects.get_or_create(key=key, defaults={"by": by, "wanted": wanted})
    if made:
        BulkItem.objects.bulk_create(
            BulkItem(change=change, ticket=ticket, seq=ticket.seq, before=seen(ticket)) for ticket in tickets
        )
        book.record("tickets.changed_together", change, by=by, tickets=len(tickets), wanted=wanted)
        transaction.on_commit(outbox.let_bulk_changes_go_on, robust=True)
    elif change.wanted != wanted or set(change.items.values_list("ticket", flat=True)) != {
        ticket.pk for ticket in tickets
    }:
        raise SaidOtherwise
    return change


@transaction.atomic
def undo_many(change: BulkChange, *, by: User) -> BulkChange:
    """Take a bulk change back, as far as nobody went on from it; what had not its turn is stopped.

    Raises TooLate.
    """
    change = BulkChange.objects.select_for_update(no_key=True).get(pk=change.pk)
    if not change.may_be_undone:
        raise TooLate
    change.undone_at, change.undone_by = timezone.now(), by
    change.save(update_fields=["undone_at", "undone_by"])
    change.items.filter(state=State.WAITING).update(state=State.PASSED, passed=Passed.STOPPED)
    change.items.filter(state=State.DONE).update(state=State.UNDOING)
    book.record("tickets.changed_back", change, by=by)
    transaction.on_commit(outbox.let_bulk_changes_go_on, robust=True)
    return change


def go_on_changing() -> int:
    """Change, or change back, tickets whose turn has not come; returns how many were looked at."""
    waiting = BulkItem.objects.filter(state__in=[State.WAITING, State.UNDOING])
    return one_by_one(waiting, _go_on, go_on=outbox.let_bulk_changes_go_on)


@transaction.atomic
def _go_on(item_id: int) -> bool:
    """A ticket and its row commit together, so a worker that dies leaves both or neither."""
    rows = BulkItem.objects.select_for_update(of=("self",), skip_locked=True)
    rows = rows.filter(pk=item_id, state__in=[State.WAITING, State.UNDOING])
    item = rows.select_related("change__by", "change__undone_by", "ticket").first()
    if item is None:  # another worker is at it
        return False
    if item.state == State.WAITING:
        item.passed = _change(item)
        item.state = State.PASSED if item.passed else State.DONE
    else:
        item.state = State.UNDONE if _undo(item) else State.KEPT
    item.save(update_fields=["state", "passed", "before", "after"])
    return True


def _change(item: BulkItem) -> str:
    change, ticket = item.change, hold(item.ticket)
    if ticket.closed_at or ticket.merged_into_id:
        return Passed.OVER
    if not _is_in_sight(ticket, change.by):
        return Passed.AWAY
    before = facts(ticket)
    if clashes(item.before, before, change.wanted):
        return Passed.CLASH
    try:
        with transaction.atomic():
            ticket = apply(ticket, change.wanted, by=change.by, after=item.seq)
    except WentOn:
        return Passed.WROTE
    except SeniorsOnly:
        return Passed.SENIORS
    except MayNotTag:
        return Passed.TAGS
    item.before, item.after = moved(before, facts(ticket))
    return Passed.NOT if item.before else Passed.SAME


def _is_in_sight(ticket: Ticket, by: User) -> bool:
    return Ticket.objects.visible_to(by).filter(pk=ticket.pk).exists()


def _undo(item: BulkItem) -> bool:
    change, ticket = item.change, hold(item.ticket)
    by = change.undone_by or change.by
    if ticket.closed_at or ticket.merged_into_id or not _is_in_sight(ticket, by):
        return False
    why = change.wanted.get("why", "")
    try:
        with transaction.atomic():
            return restore(ticket, item.before, item.after, by=by, why=f"↩ {why}")
    except (SeniorsOnly, MayNotTag):
        return False
