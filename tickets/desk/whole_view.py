"""All tickets of what an address shows, on whatever page: a view narrowed, or what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from support import shield
from support.people.requests import AgentRequest
from tickets.desk import found, listing, shown_view
from tickets.desk.reader import Reader
from tickets.finding import asked, matching
from tickets.finding.filters import Asking


@dataclass(frozen=True)
class Whole:
    """Its tickets in their order, what it is called in an address, and what the book is told of it."""

    ids: Sequence[int]
    name: str
    told: dict[str, Any]


def of(request: AgentRequest, *, most: int) -> Whole:
    """The tickets of `?view=` with its filters or of `?q=`, but no more than so many."""
    reader = Reader(request.user, timezone.now())
    if said := found.asked_in(request):
        question = asked.read(said, Asking(request.user, reader.now))
        ids = matching.ids(question, request.user, most=most) if question else []
        return Whole(ids, "found", {"words": shield.mask(said).text})
    _views, view, narrowed = shown_view.chosen(request, reader)
    ids = listing.ids(view, reader, narrow=narrowed.where, most=most)
    return Whole(ids, view.slug, {"view": view.name, **narrowed.chosen})
