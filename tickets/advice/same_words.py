"""Are these the same words again? As sent twice, or with a letter mended; about the same topic or none."""

import unicodedata

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from support import shield
from tickets.models import Message, Ticket, Topic
from tickets.models.ticket import TicketQuerySet

NEARLY = 0.9  # of pg_trgm's similarity, 0…1
LONG_ENOUGH = 30  # characters: below, everybody's words are nearly the same
MOST = 200  # messages of one person in three days


def repeating(rows: TicketQuerySet, *, topic: Topic | None, body: str | shield.Masked) -> Ticket | None:
    """The ticket of `rows` on which its customer said this; with a topic, one of that topic or of none."""
    said = shield.masked(body).text
    about = Q(ticket__topic=topic) | Q(ticket__topic=None) if topic else Q()
    heard = Message.objects.filter(about, ticket__in=rows.order_by(), kind=Message.Kind.CUSTOMER)
    heard = heard.select_related("ticket").order_by("-created_at")
    if not (words := plain(said)):
        return None
    for one in heard[:MOST]:
        if plain(one.body) == words:
            return one.ticket
    if len(words) < LONG_ENOUGH:
        return None
    alike = heard.annotate(alike=TrigramSimilarity("body", said)).filter(alike__gte=NEARLY)
    nearest = alike.order_by("-alike", "-created_at").first()
    return nearest.ticket if nearest else None


def plain(words: str) -> str:
    """Words without what a keyboard does by itself: case, spaces, lines, ways to write one letter."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
