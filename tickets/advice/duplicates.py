"""Is it with us already? The same person, and the same transaction, withdrawal or words, in three days."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from tickets.models import Identifier, Message, Ticket, Topic
from tickets.models.ticket import TicketQuerySet

WITHIN = timedelta(hours=72)
ALIKE = 0.45  # of pg_trgm's similarity, 0…1
ONE_THING = {Identifier.Kind.TXID, Identifier.Kind.WITHDRAWAL}


def found(
    theirs: TicketQuerySet,
    *,
    topic: Topic | None,
    named: Iterable[Identifier],
    title: str,
    words: str,
    now: datetime,
) -> Ticket | None:
    """The open ticket among `theirs` that this repeats: the one that names the same thing, else sounds alike.

    `theirs` is what this person may see: nobody learns of somebody else's ticket by naming its transaction.
    """
    lately = theirs.open().filter(opened_at__gt=now - WITHIN, merged_into=None).order_by("opened_at")
    same = Q()
    for one in named:
        if one.kind in ONE_THING:
            same |= Q(identifiers__kind=one.kind, identifiers__value__in=_written(one))
    if same and (ticket := lately.filter(same).first()):
        return ticket
    if topic is None or not words.strip():
        return None
    alike = lately.filter(topic=topic, messages__kind=Message.Kind.CUSTOMER).annotate(
        alike=Greatest(
            TrigramSimilarity("messages__body", words[:2000]), TrigramSimilarity("subject", title[:200])
        )
    )
    return alike.filter(alike__gt=ALIKE).order_by("-alike", "opened_at").first()


def _written(one: Identifier) -> set[str]:
    """As the same thing may be written: a transaction with 0x and without, by the network chosen first."""
    bare = one.value.removeprefix("0x")
    return {bare, f"0x{bare}"} if one.kind == Identifier.Kind.TXID else {one.value}
