"""What may be proposed: nothing doubtful, and nobody is talked into something less grave than they chose."""

from collections.abc import Sequence
from dataclasses import dataclass

from tickets.guessing import learning, lessons
from tickets.guessing.guesser import Guess
from tickets.models import Ticket, Topic

MOST = 3
LIKELY = 0.15  # from here on a topic is worth a look, among up to three of them
LIKELIER = 0.5  # from here on it is worth interrupting somebody who has chosen another
PROBABLE = 0.4  # from here on an agent is told "probably"


@dataclass(frozen=True)
class Proposal:
    """A topic, how likely it is, and the words that spoke for it."""

    topic: Topic
    probability: float
    because: tuple[str, ...]


def for_customer(
    words: str, code: str, *, chosen: Topic | None, severity: int | None = None
) -> list[Proposal]:
    """Up to three topics for what somebody typed; beside a chosen one only a likelier and not less grave one.

    `severity` is how grave the answers made it, where that is graver than the chosen topic.
    """
    grave = {topic.slug: topic.severity for topic in Topic.objects.all()} if chosen else {}
    gravest = None if chosen is None else min(chosen.severity, 9 if severity is None else severity)
    found = learning.guesser().guess(words, code)
    return with_topics(allowed(found, grave, chosen=chosen.slug if chosen else "", gravest=gravest))


def allowed(
    found: Sequence[Guess], grave: dict[str, int], *, chosen: str = "", gravest: int | None = None
) -> list[Guess]:
    """Of guesses, the likeliest first, those a customer may be shown; `grave` is severity by topic."""
    if not chosen or gravest is None:
        return [guess for guess in found if guess.probability >= LIKELY][:MOST]
    first = found[0] if found else None
    if first is None or first.slug == chosen or first.probability < LIKELIER:
        return []
    return [first] if grave.get(first.slug, 9) <= gravest else []


def for_agent(ticket: Ticket, *, said: str | None = None) -> Proposal | None:
    """What a ticket without a topic is probably about; who has read what was `said` first passes it on."""
    if ticket.topic_id is not None:
        return None
    found = learning.guesser().guess(lessons.words_of(ticket, said), ticket.language)
    return next(iter(with_topics([guess for guess in found[:1] if guess.probability >= PROBABLE])), None)


def with_topics(guesses: Sequence[Guess]) -> list[Proposal]:
    """Guesses of topics that are still there."""
    rows = Topic.objects.select_related("team").in_bulk([guess.slug for guess in guesses], field_name="slug")
    return [
        Proposal(rows[guess.slug], guess.probability, guess.because)
        for guess in guesses
        if guess.slug in rows
    ]
