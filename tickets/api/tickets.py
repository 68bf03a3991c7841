"""Tickets for machines: opened with a topic's answers, listed, shown. Problems are RFC 9457."""

from datetime import UTC
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from support.people.keys import KeyRequest
from support.people.models import ApiKey
from support.problems import Conflict
from tickets import actions
from tickets.api import once, repeats, sent
from tickets.api.ticket_fields import Opening, TicketFields, WholeTicket
from tickets.models import Ticket

# Where a ticket stands, as Ticket.status tells it.
STANDING = {
    "waiting": Q(resolved_at=None, waiting_since__isnull=False, assignee=None),
    "in_hand": Q(resolved_at=None, waiting_since__isnull=False, assignee__isnull=False),
    "with_customer": Q(resolved_at=None, waiting_since=None),
    "resolved": Q(resolved_at__isnull=False),
}


class Asked(serializers.Serializer[None]):
    """What a list may be narrowed to."""

    customer = serializers.CharField(required=False, help_text="The exchange's id of a customer.")
    open = serializers.BooleanField(required=False, help_text="Yes: not resolved. No: resolved.")
    status = serializers.ChoiceField(
        list(STANDING),
        required=False,
        error_messages={"invalid_choice": f"“{{input}}” is none of these: {', '.join(STANDING)}."},
    )


class ByAge(CursorPagination):
    """Newest first, fifty a page, by cursor: as fast on the last page as on the first."""

    ordering = ("-opened_at", "-id")
    page_size = 50

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Where the page begins. Raises NotFound for a cursor that is none of ours, as it names no moment."""
        cursor = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        try:
            opened = parse_datetime(str(cursor.position))
            in_utc = opened.astimezone(UTC) if opened and opened.tzinfo else None
        except (ValueError, OverflowError):  # a day in no calendar, or before the first
            in_utc = None
        if in_utc is None:
            raise NotFound(self.invalid_cursor_message)
        return cursor


@extend_schema_view(get=extend_schema(parameters=[Asked]))
class Tickets(ListAPIView):
    """All tickets, or one customer's with `?customer=<exchange id>`."""

    serializer_class = TicketFields
    queryset = Ticket.objects.select_related(
        "customer", "topic", "team", "merged_into", "escalated_to", "follows"
    )
    pagination_class = ByAge

    @property
    def scope(self) -> str:
        """Reading and opening are two rights."""
        return ApiKey.Scope.TICKETS_WRITE if self.request.method == "POST" else ApiKey.Scope.TICKETS_READ

    def filter_queryset(self, queryset: QuerySet[Ticket]) -> QuerySet[Ticket]:  # type: ignore[override]
        """Narrowed to what is asked; raises ValidationError for what we do not know, or all would leave."""
        query = self.request.query_params.dict()  # a QueryDict would count as a form, its missing boxes as no
        asked = Asked(data=query)
        asked.is_valid(raise_exception=True)
        if unknown := query.keys() - asked.fields.keys() - {ByAge.cursor_query_param}:
            known = ", ".join(asked.fields)
            raise ValidationError({name: [f"A list is narrowed by {known} only."] for name in unknown})
        said = asked.validated_data
        if "customer" in said:
            queryset = queryset.filter(customer__exchange_id=said["customer"])
        if "open" in said:
            queryset = queryset.filter(resolved_at__isnull=said["open"])
        return queryset.filter(STANDING[said["status"]]) if "status" in said else queryset

    @extend_schema(parameters=[once.HEADER], request=Opening, responses={200: WholeTicket, 201: WholeTicket})
    def post(self, request: KeyRequest) -> Response:
        """Open a ticket for a customer; 200 with the first one when the key was used before.

        409 when the key was used for something else, or the customer has the same with us already.
        """
        key = once.key(request, "new")
        opening = Opening(data=request.data)
        opening.is_valid(raise_exception=True)
        said = opening.validated_data
        given = sent.read(said.pop("fields", None), topic=said.get("topic"), customer=said["customer"])
        others = actions.Others() if said.pop("repeats", "") else repeats.others(said, given)
        try:
            received = actions.receive(channel="web", external_id=key, answers=given, others=others, **said)
        except actions.WithUsAlready as known:
            raise repeats.WithUsAlready(known.ticket) from None
        if received.repeated and _differs(received, said, given):
            raise Conflict(once.USED_BEFORE)
        told = WholeTicket(received.ticket).data
        return once.answer(told, received.message, said["body"], repeated=received.repeated)


def _differs(received: actions.Received, said: dict[str, Any], given: actions.Answers) -> bool:
    """Whether a ticket was opened by other words than these."""
    kept = {value.key: value.value for value in received.ticket.values.all()}
    return (
        received.ticket.customer != said["customer"]
        or not received.is_headed(said["subject"], said.get("topic"))
        or kept != {value.key: value.value for value in given.values}
    )


class TicketByReference(RetrieveAPIView):
    """One ticket with its thread."""

    scope = ApiKey.Scope.TICKETS_READ
    serializer_class = WholeTicket
    queryset = Ticket.objects.select_related("customer", "topic", "team", "merged_into", "follows")
    lookup_field = "reference"
