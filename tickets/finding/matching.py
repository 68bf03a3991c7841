"""Which tickets answer a question, the newest first; the same in milliseconds among a million.

First as many as may be counted, in any order: an index of words answers. Are there more, then they lie so
close together that walking down from the newest ticket meets enough of them at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q, QuerySet

from support.people.models import User
from support.search import text
from support.search.conditions import AnyOf
from tickets.finding import reading
from tickets.finding.asked import Asked
from tickets.models import Message, Ticket

A_PAGE = 25
COUNTED = 500


@dataclass(frozen=True)
class Found:
    """A page of tickets; `count` stops above COUNTED, `earlier` is where the next page begins, if any."""

    tickets: list[Ticket]
    count: int
    earlier: int | None = None

    @property
    def how_many(self) -> str:
        """The count as shown."""
        return str(self.count) if self.count <= COUNTED else f"{COUNTED}+"


def find(asked: Asked, user: User, *, before: int | None = None) -> Found:
    """The tickets this agent may know of that answer a question, those opened before a ticket's id."""
    rows = Ticket.objects.visible_to(user).filter(asked.where)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    for condition in _words(asked):
        rows = rows.filter(condition)
    ids = list(rows.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    if len(ids) > COUNTED:
        ids = list(rows.order_by("-pk").values_list("pk", flat=True)[: COUNTED + 1])
    ids = sorted(_with_phrases(ids, asked.phrases), reverse=True)
    page, more = ids[:A_PAGE], len(ids) > A_PAGE
    shown = _with_people(Ticket.objects.all()).in_bulk(page)
    tickets = [shown[pk] for pk in page if pk in shown]
    return Found(tickets, len(ids), page[-1] if more else None)


def _words(asked: Asked) -> list[Q]:
    wanted, unwanted = lexemes(asked.words), lexemes(asked.without)
    found = [Q(words__vector=reduce(and_, map(AnyOf, wanted)))] if wanted else []
    return found + [~Q(words__vector=AnyOf(one)) for one in unwanted]


def lexemes(question: str) -> list[list[str]]:
    """For each word of a question how it may stand in a vector; a Chinese word is each of its pairs."""
    words = text.WORD.findall(text.lower(question, "en"))
    single = dict.fromkeys(piece for word in words for piece in _pieces(word))
    stems = reading.stems(list(single)) if single else {}
    return [
        sorted({word, text.fold(word, "en"), text.fold(word, "ru"), *stems.get(word, ())}) for word in single
    ]


def _pieces(word: str) -> Iterable[str]:
    if not text.is_han(word):
        return [word[: reading.LONGEST_ID]]
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


def _with_phrases(ids: list[int], phrases: Iterable[str]) -> Iterable[int]:
    """Those that hold each phrase as it stands, in the subject or in one message."""
    for phrase in phrases:
        said = Message.objects.filter(ticket=OuterRef("pk"), body__icontains=phrase)
        rows = Ticket.objects.filter(pk__in=ids).filter(Q(subject__icontains=phrase) | Exists(said))
        ids = list(rows.values_list("pk", flat=True))
    return ids


def _with_people(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return rows.select_related("customer__tier", "team", "topic", "assignee", "calendar")
