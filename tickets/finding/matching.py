"""Which tickets answer a question, the newest first; the same in milliseconds among a million.

First as many as may be counted, in any order: an index of words answers. Are there more, then they lie so
close together that walking down from the newest ticket meets enough of them at once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from support.people.models import User
from support.search import text
from support.search.conditions import AnyOf
from tickets import rows
from tickets.finding import reading
from tickets.finding.asked import Asked
from tickets.models import Attachment, FileKind, Message, Ticket

A_PAGE = 25
COUNTED = 500
LOOKED_THROUGH = 5_000  # tickets with the words of a phrase, for the phrase itself


@dataclass(frozen=True)
class Found:
    """A page of tickets; `count` stops above COUNTED, `earlier` is where the next page begins, if any.

    `is_cut` where a phrase was looked for in the newest LOOKED_THROUGH tickets with its words alone.
    """

    tickets: list[Ticket]
    count: int
    earlier: int | None = None
    is_cut: bool = False

    @property
    def how_many(self) -> str:
        """The count as shown."""
        more = "+" if self.is_cut or self.count > COUNTED else ""
        return f"{min(self.count, COUNTED)}{more}"


def find(asked: Asked, user: User, *, before: int | None = None) -> Found:
    """The tickets this agent may know of that answer a question, those opened before a ticket's id."""
    met = _met(asked, user)
    if before is not None:
        met = met.filter(pk__lt=before)
    ids, last = _walked(met, asked.phrases) if asked.phrases else (_newest(met), None)
    page, more = ids[:A_PAGE], len(ids) > A_PAGE
    return Found(rows.shown(page), len(ids), page[-1] if more else last, is_cut=last is not None)


def _newest(rows: QuerySet[Ticket]) -> list[int]:
    """As many as may be counted, the newest first."""
    ids = list(rows.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    if len(ids) > COUNTED:
        ids = list(rows.order_by("-pk").values_list("pk", flat=True)[: COUNTED + 1])
    return sorted(ids, reverse=True)


def _walked(rows: QuerySet[Ticket], phrases: Iterable[str]) -> tuple[list[int], int | None]:
    """Those with the phrases, from the newest with their words on; and where it stopped before the oldest."""
    found: list[int] = []
    last: int | None = None
    for _stretch in range(LOOKED_THROUGH // COUNTED):
        behind = rows if last is None else rows.filter(pk__lt=last)
        ids = list(behind.order_by("-pk").values_list("pk", flat=True)[:COUNTED])
        found += sorted(_with_phrases(ids, phrases), reverse=True)
        if len(ids) < COUNTED or len(found) > COUNTED:
            return found, None
        last = ids[-1]
    return found, last


def ids(asked: Asked, user: User, *, most: int) -> list[int]:
    """All that answer a question, the newest first, but no more than so many."""
    rows = _met(asked, user).order_by("-pk").values_list("pk", flat=True)
    return sorted(_with_phrases(list(rows[:most]), asked.phrases), reverse=True)


def _met(asked: Asked, user: User) -> QuerySet[Ticket]:
    rows, conditions = Ticket.objects.visible_to(user).filter(asked.where), _words(asked)
    if not conditions and not asked.where:  # signs without a letter or digit
        return rows.none()
    for condition in conditions:
        rows = rows.filter(condition)
    return rows


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
    """Those that hold each phrase, in the subject, in one message, in a name or that of a file.

    In any case, with or without accents, whatever lies between its words: lines are broken on the way.
    """
    for phrase in phrases:
        said = pattern(phrase)
        spoken = Message.objects.filter(ticket=OuterRef("pk"), body__unaccent__iregex=said)
        files = Attachment.objects.filter(message__ticket=OuterRef("pk"), name__unaccent__iregex=said)
        there = Q(subject__unaccent__iregex=said) | Q(customer__name__unaccent__iregex=said)
        there |= Exists(spoken) | Exists(files.exclude(kind=FileKind.IDENTITY))
        rows = Ticket.objects.filter(pk__in=ids).filter(there)
        ids = list(rows.values_list("pk", flat=True))
    return ids


def pattern(phrase: str) -> str:
    """A phrase as a regular expression of PostgreSQL: blanks and apostrophes of any kind.

    Accents leave it before its signs are made harmless: what loses its accent may become a sign, as ＊ does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT unaccent(%s)", [phrase])
        bare = cursor.fetchone()[0]
    words = [re.sub("['’‘ʼ`´]", "['’‘ʼ`´]", re.escape(word)) for word in bare.split()]
    return r"\s+".join(words)
