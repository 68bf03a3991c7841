"""What the guesser learns from: the catalogue's own words, topics agents set, topics nobody changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tickets import catalogue
from tickets.models import Event, Message, Ticket, Topic

LOOK_BACK = timedelta(days=180)
MOST_CORRECTIONS, MOST_CONFIRMED = 5_000, 10_000  # tickets, the newest first
FIRST_WORDS = 400  # characters of what the customer said first
# How much one text says. Whoever corrects knows better than who chose from a list of 43; taking over what the
# guesser proposed teaches it less than choosing, or it would soon learn from itself.
NAME, PHRASE, QUESTION, HINT = 3.0, 3.0, 1.0, 1.0
CORRECTED, TAKEN_OVER, CONFIRMED = 3.0, 1.0, 0.5


@dataclass(frozen=True)
class Lesson:
    """Some words in a language and what they are about; `customer` wrote them, None for the catalogue."""

    slug: str
    code: str
    words: str
    weight: float
    customer: int | None = None


def of_catalogue() -> Iterator[Lesson]:
    """Names, hints and first questions as the admins have them, and words customers use for them."""
    for topic in Topic.objects.all():
        texts = [(NAME, topic.names), (HINT, topic.hints), *((QUESTION, one) for one in topic.questions)]
        for weight, by_language in texts:
            yield from (Lesson(topic.slug, code, words, weight) for code, words in by_language.items())
        for code, phrases in catalogue.read("phrases.json").get(topic.slug, {}).items():
            yield from (Lesson(topic.slug, code, words, PHRASE) for words in phrases)


def of_corrections(*, now: datetime) -> Iterator[Lesson]:
    """Tickets whose topic an agent has set, as it stands now."""
    lately = Event.objects.filter(kind=Event.Kind.REFILED, at__gt=now - LOOK_BACK)
    taken: dict[int, bool] = {}
    for pk, detail in lately.order_by("-at").values_list("ticket", "detail")[:MOST_CORRECTIONS]:
        taken.setdefault(pk, bool(detail.get("suggested")))  # the last word counts
    for ticket in _with_words(Ticket.objects.filter(pk__in=taken)):
        yield _lesson(ticket, TAKEN_OVER if taken[ticket.pk] else CORRECTED)


def of_confirmed(*, now: datetime) -> Iterator[Lesson]:
    """Solved tickets whose topic the customer chose and nobody changed."""
    changed = Event.objects.filter(ticket=OuterRef("pk"), kind=Event.Kind.REFILED)
    solved = Ticket.objects.filter(
        ~Exists(changed), resolved_at__isnull=False, opened_at__gt=now - LOOK_BACK, merged_into=None
    )
    for ticket in _with_words(solved.order_by("-pk"))[:MOST_CONFIRMED]:
        yield _lesson(ticket, CONFIRMED)


def words_of(ticket: Ticket, said: str | None = None) -> str:
    """What a ticket is about in the customer's own words: subject and first words, as they rest, masked."""
    said = first_said(ticket).first() if said is None else said
    return f"{ticket.subject}\n{(said or '')[:FIRST_WORDS]}"


def first_said(ticket: Ticket) -> QuerySet[Message, str]:
    """The customer's first words on a ticket, to be asked for with something else."""
    rows = ticket.messages.filter(kind=Message.Kind.CUSTOMER).order_by("seq")
    return rows.values_list("body", flat=True)[:1]


def _with_words(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    said = Message.objects.filter(kind=Message.Kind.CUSTOMER).order_by("ticket", "seq").distinct("ticket")
    filed = rows.filter(~Q(topic=None)).select_related("topic")
    return filed.prefetch_related(Prefetch("messages", said, to_attr="first_words"))


def _lesson(ticket: Ticket, weight: float) -> Lesson:
    assert ticket.topic
    first = next((message.as_it_reads for message in ticket.first_words), "")  # type: ignore[attr-defined]
    words = f"{ticket.subject}\n{first[:FIRST_WORDS]}"
    return Lesson(ticket.topic.slug, ticket.language, words, weight, ticket.customer_id)
