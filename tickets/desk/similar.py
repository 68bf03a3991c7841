"""Tickets that may be about the same: they name the same thing, or are called alike under one topic."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from support.people.models import User
from tickets.models import Identifier, Message, Ticket

SHOWN = 5
NEWEST = 400  # of a topic are compared, however many there are
ALIKE = 0.3  # of pg_trgm's similarity, 0…1; its own default for "similar"


@dataclass(frozen=True)
class Similar:
    """One of them: why it is here, and of a solved one what was answered last."""

    ticket: Ticket
    because: str
    answer: Message | None


def similar_to(ticket: Ticket, user: User) -> list[Similar]:
    """At most SHOWN that this agent may see: first those that name the same, then the most alike."""
    whole = ticket.whole()
    seen = Ticket.objects.visible_to(user).exclude(pk__in=whole).filter(merged_into=None)
    named = _naming_the_same(seen, whole)
    newest = Ticket.objects.filter(topic=ticket.topic).order_by("-pk").values("pk")[:NEWEST]
    alike = seen.filter(pk__in=newest).exclude(pk__in=named)
    alike = alike.annotate(alike=TrigramSimilarity("subject", ticket.subject)).filter(alike__gte=ALIKE)
    rows = alike.select_related("assignee").distinct().order_by("-alike", "-pk")[: SHOWN - len(named)]
    found = [*named.values(), *(Similar(row, "", None) for row in rows)]
    answers = _last_answers([one.ticket for one in found])
    return [Similar(one.ticket, one.because, answers.get(one.ticket.pk)) for one in found]


def _naming_the_same(seen: QuerySet[Ticket], whole: list[int]) -> dict[int, Similar]:
    """Tickets in which a transaction, a withdrawal or the like of this one is named, the newest first."""
    things = list(Identifier.objects.filter(ticket__in=whole).values_list("kind", "value")[:20])
    if not things:
        return {}
    same = Q()
    for kind, value in things:
        same |= Q(kind=kind, value=value)
    rows = Identifier.objects.filter(same, ticket__in=seen.values("pk")).select_related("ticket")
    found: dict[int, Similar] = {}
    for row in rows.order_by("-ticket"):
        words = _("The same %(kind)s") % {"kind": row.get_kind_display()}
        found.setdefault(row.ticket_id, Similar(row.ticket, words, None))
    return dict(list(found.items())[:SHOWN])


def _last_answers(tickets: list[Ticket]) -> dict[int, Message]:
    solved = [ticket.pk for ticket in tickets if not ticket.is_open]
    said = Message.objects.filter(ticket__in=solved, kind=Message.Kind.REPLY)
    last = said.select_related("author").order_by("ticket", "-seq").distinct("ticket")
    return {message.ticket_id: message for message in last} if solved else {}
