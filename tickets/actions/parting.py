"""What a ticket is left with when one of those merged into it goes its own way again.

Computed from what was remembered when each merge was made: its own state when it was alone last, and what
those give that stay. What was said, answered and changed since is its own and counts on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from support.people.models import User
from tickets.actions import joining
from tickets.actions.joining import Span, earliest, time_of, told_spans
from tickets.models import Clock, Event, Message, Ticket

Kind = Event.Kind


@dataclass
class Merge:
    """One merge into a ticket; `undone` is the id of the event that took it back."""

    event: Event
    undone: int | None = None

    @property
    def at(self) -> datetime:
        """When it was made."""
        return self.event.at

    @property
    def own(self) -> dict[str, Any]:
        """What the ticket was just before."""
        return self.event.detail["before"]["into"]

    @property
    def gave(self) -> dict[str, Any]:
        """What the one was that was merged into it."""
        return self.event.detail["before"]["ticket"]


def part(into: Ticket, *, undone: Event) -> list[str]:
    """Take from a held ticket what only the merge that is `undone` gave it; names what changed."""
    merges = _since_alone(into)
    gone = next(merge for merge in merges if merge.event.pk == undone.pk)
    stay = [merge for merge in merges if merge.undone is None and merge is not gone]
    into.severity = _severity(into, merges, gone)
    back = _place(into, merges, gone, stay)
    _hands(into, merges[0], gone, stay, back=back)
    into.opened_at = min(_given("opened_at", merges[:1], stay))
    for name in ("waiting_since", "update_owed_since"):
        if getattr(into, name) == time_of(gone.gave["times"][name]):
            setattr(into, name, _since_when(into, name, merges, stay))
    _first_reply(into, merges[0], stay)
    _clocks(into, merges[0], stay)
    joining.rewrite_pauses(into, _pauses(into, merges, stay))
    return joining.CHANGED


def _since_alone(into: Ticket) -> list[Merge]:
    """The merges since nothing else was merged into a ticket, in their order, those undone among them."""
    parts = into.events.filter(kind=Kind.MERGED).values_list("detail__merged", flat=True)
    told = Event.objects.filter(ticket__in=[pk for pk in parts if pk], detail__into=into.pk)
    merges: list[Merge] = []
    stand: dict[int, Merge] = {}
    for event in told.filter(kind__in=[Kind.MERGED, Kind.UNMERGED]).order_by("pk"):
        if event.kind == Kind.UNMERGED:
            stand.pop(event.ticket_id).undone = event.pk
            continue
        merges = merges if stand else []
        stand[event.ticket_id] = merge = Merge(event)
        merges.append(merge)
    return merges


def _severity(into: Ticket, merges: list[Merge], gone: Merge) -> int:
    """The gravest of its own and of those that stay; what somebody chose since stands."""
    own: int = merges[0].own["plain"]["severity"]
    hold: list[Merge] = []
    for merge in merges:
        hold = [other for other in hold if other.undone is None or other.undone > merge.event.pk]
        if merge.own["plain"]["severity"] != _gravest(own, hold):
            own, hold = merge.own["plain"]["severity"], []
        hold.append(merge)
    hold = [merge for merge in hold if merge.undone is None]
    if into.severity != _gravest(own, hold):
        return into.severity
    return _gravest(own, [merge for merge in hold if merge is not gone])


def _gravest(own: int, merges: list[Merge]) -> int:
    return min([own, *(merge.gave["plain"]["severity"] for merge in merges)])


def _place(into: Ticket, merges: list[Merge], gone: Merge, stay: list[Merge]) -> dict[str, Any] | None:
    """Away from the specialists who came with the one that goes; returns the own state it goes back to."""
    here, taken = {name: getattr(into, name) for name in joining.PLACE}, _specialists(merges)
    placed = [merge.own for merge in merges if "place" in merge.own]
    if here not in _specialists([gone]) or here == placed[0]["place"]:
        return None
    owns = [placed[0], *(own for own in placed[1:] if own["place"] not in taken)]
    for name, value in next(iter(_specialists(stay)), owns[-1]["place"]).items():
        setattr(into, name, value)
    return owns[-1]


def _specialists(merges: list[Merge]) -> list[dict[str, Any]]:
    """The places with specialists they gave; merges made before places were remembered gave none."""
    places = (merge.gave.get("place") for merge in merges if "place" in merge.own)
    return [place for place in places if place and place["team_id"] == place["escalated_to_id"]]


def _hands(
    into: Ticket, first: Merge, gone: Merge, stay: list[Merge], *, back: dict[str, Any] | None
) -> None:
    """Out of the hands the one that goes gave it, into its own or those of the first that stays."""
    here = into.assignee_id, into.claimed_at
    given = here[0] is not None and here == _hands_of(gone.gave) and here != _hands_of(first.own)
    if not given and (back is None or joining.may_serve(into.assignee, into)):
        return
    into.assignee = into.claimed_at = None
    for user_id, claimed_at in map(_hands_of, [*([back] if back else []), *(merge.gave for merge in stay)]):
        user = User.objects.filter(pk=user_id).first() if user_id else None
        if into.assignee is None and joining.may_serve(user, into):
            into.assignee, into.claimed_at = user, claimed_at


def _hands_of(told: dict[str, Any]) -> tuple[int | None, datetime | None]:
    return told["plain"]["assignee_id"], time_of(told["times"]["claimed_at"])


def _given(name: str, own: Iterable[Merge], stay: Iterable[Merge]) -> list[datetime]:
    told = [*(merge.own for merge in own), *(merge.gave for merge in stay)]
    return [time for one in told if (time := time_of(one["times"][name]))]


def _since_when(into: Ticket, name: str, merges: list[Merge], stay: list[Merge]) -> datetime | None:
    """The earliest wait that is its own or of one that stays, and that nobody has answered."""
    replies = into.messages.filter(kind=Message.Kind.REPLY).order_by("seq")
    replied = replies.values_list("created_at", flat=True).last()
    open_, open_stay = ([one for one in some if not replied or replied <= one.at] for some in (merges, stay))
    taken = set(_given(name, [], merges))
    own = [time for time in _given(name, open_[1:], []) if time not in taken]
    first = [merge for merge in merges[:1] if merge in open_]
    word = _word_after(into, max(merges[0].at, replied or merges[0].at)) if name == "waiting_since" else None
    return earliest(*own, *_given(name, first, open_stay), word)


def _word_after(into: Ticket, at: datetime) -> datetime | None:
    """When the customer first wrote on a ticket after that."""
    said = into.messages.filter(created_at__gt=at, kind=Message.Kind.CUSTOMER).order_by("seq")
    return said.values_list("created_at", flat=True).first()


def _first_reply(into: Ticket, first: Merge, stay: list[Merge]) -> None:
    """The first reply a ticket had itself, before it was merged or since, or one that stays had earlier."""
    said = into.messages.filter(kind=Message.Kind.REPLY).order_by("seq")
    replied = time_of(first.own["times"]["first_replied_at"])
    replied = replied or said.values_list("created_at", flat=True).first()
    target = first.own["plain"]["first_target_seconds"] or (into.target_seconds if replied else None)
    for merge in stay:
        other = time_of(merge.gave["times"]["first_replied_at"])
        if other and (replied is None or other < replied):
            replied, target = other, merge.gave["plain"]["first_target_seconds"]
    into.first_replied_at, into.first_target_seconds = replied, target


def _clocks(into: Ticket, first: Merge, stay: list[Merge]) -> None:
    """Its own clocks start when they did, or those that stay did; taken over ones run on for them, or go."""
    own = {pk: (kind, time_of(began), told) for pk, kind, began, told in first.own["clocks"]}
    for clock in into.clocks.filter(pk__in=own):
        kind, began, told = own[clock.pk]
        clock.kind, clock.started_at = kind, began or clock.started_at
        joined = [one for one in stay if clock.stopped_at is None or one.at <= clock.stopped_at]
        clock.told = told if clock.stopped_at is None else clock.told
        for _pk, _kind, since, level in _like(kind, joined):
            clock.started_at = min(clock.started_at, time_of(since) or clock.started_at)
            clock.told = max(clock.told, level) if clock.stopped_at is None else clock.told
        if kind == Clock.Kind.FIRST and any(one.gave["times"]["first_replied_at"] for one in joined):
            clock.kind = Clock.Kind.NEXT
        clock.save(update_fields=["kind", "started_at", "told"])
    replies = Clock.Kind.NEXT if into.first_replied_at else Clock.Kind.FIRST
    since_when = {Clock.Kind.UPDATE: into.update_owed_since, Clock.Kind.RESOLUTION: into.opened_at}
    for clock in into.clocks.filter(stopped_at=None).exclude(pk__in=own):
        is_reply = clock.kind in Clock.REPLIES
        wanted = into.waiting_since if is_reply else since_when[Clock.Kind(clock.kind)]
        if wanted is None:
            clock.delete()
            continue
        if wanted != clock.started_at:
            clock.told = max((level for *_clock, level in _like(clock.kind, stay)), default=0)
        clock.kind, clock.started_at = replies if is_reply else clock.kind, wanted
        clock.save(update_fields=["kind", "started_at", "told"])


def _like(kind: str, merges: Iterable[Merge]) -> list[list[Any]]:
    """The clocks they gave that are one with a clock of this kind; one for a reply is one kind."""
    kinds = Clock.REPLIES if kind in Clock.REPLIES else (kind,)
    return [clock for merge in merges for clock in merge.gave["clocks"] if clock[1] in kinds]


def _pauses(into: Ticket, merges: list[Merge], stay: list[Merge]) -> list[Span]:
    """Its own pauses, of whenever, and those of the ones that stay."""
    told = [(merges[0].at, told_spans(merges[0].own))]
    for before, merge in pairwise(merges):
        told.append((merge.at, [span for span in told_spans(merge.own) if span[0] > before.at]))
    told += [(merge.at, told_spans(merge.gave)) for merge in stay]
    since = [span for span in joining.spans_of(into) if span[0] > merges[-1].at]
    ended = ((began, end or _went_on(into, at, stay)) for at, spans in told for began, end in spans)
    return [*ended, *since]


def _went_on(into: Ticket, at: datetime, stay: list[Merge]) -> datetime | None:
    """When a pause that lasted at that time ended: the customer wrote, or one was merged that waited."""
    merged = (merge.at for merge in stay if merge.at >= at and merge.gave["times"]["waiting_since"])
    return earliest(_word_after(into, at), *merged)
