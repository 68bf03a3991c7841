"""Tickets for machines: open, list, show, write. Keys and scopes decide, problems are RFC 9457."""

from hashlib import sha256

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from support import shield
from support.people.keys import KeyRequest
from support.people.models import ApiKey, Customer, Team
from support.problems import Conflict
from tickets import actions, states
from tickets.models import Message, Ticket, Topic

LONGEST = 50_000  # characters of one message

IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    required=True,
    description="8 to 128 characters, new for each message; again, it answers with the first result.",
)


# Where a ticket stands, as Ticket.status tells it.
STANDING = {
    "waiting": Q(resolved_at=None, waiting_since__isnull=False, assignee=None),
    "in_hand": Q(resolved_at=None, waiting_since__isnull=False, assignee__isnull=False),
    "with_customer": Q(resolved_at=None, waiting_since=None),
    "resolved": Q(resolved_at__isnull=False),
}


class MessageFields(serializers.ModelSerializer[Message]):
    """One thing said; internal notes are never among them."""

    body = serializers.CharField(max_length=LONGEST)

    class Meta:
        model = Message
        fields = ["seq", "kind", "body", "masked", "public", "delivery", "created_at"]
        read_only_fields = ["seq", "kind", "masked", "public", "delivery", "created_at"]


class TicketFields(serializers.ModelSerializer[Ticket]):
    """A ticket as a list shows it."""

    customer = serializers.SlugRelatedField(slug_field="exchange_id", queryset=Customer.objects.all())
    merged_into: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference", read_only=True, help_text="Where it goes on, when it was merged."
    )
    topic = serializers.SlugRelatedField(slug_field="slug", queryset=Topic.objects.all(), required=False)
    team: serializers.SlugRelatedField[Team] = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    state = serializers.SerializerMethodField(help_text="Where it stands for its customer.")
    state_words = serializers.SerializerMethodField(help_text="The same as its customer reads it.")
    follows: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference", read_only=True, help_text="The closed ticket it goes on from."
    )
    body = serializers.CharField(write_only=True, max_length=LONGEST)

    class Meta:
        model = Ticket
        told = ["reference", "severity", "status", "channel", "team", "opened_at", "due_at", "resolved_at"]
        told += ["merged_into", "follows", "state", "state_words"]
        fields = [*told, "customer", "subject", "topic", "language", "body"]
        read_only_fields = told

    @extend_schema_field(serializers.ChoiceField(list(states.STATES)))
    def get_state(self, ticket: Ticket) -> str:
        """By its name in `tickets.states`."""
        return states.of(ticket).slug

    def get_state_words(self, ticket: Ticket) -> str:
        """In the language of the request."""
        return states.words(ticket)


class WholeTicket(TicketFields):
    """A ticket with everything the customer may see."""

    messages = serializers.SerializerMethodField()
    parts: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference", many=True, read_only=True, help_text="What was merged into it."
    )

    class Meta(TicketFields.Meta):
        fields = [*TicketFields.Meta.fields, "parts", "messages"]

    @extend_schema_field(MessageFields(many=True))
    def get_messages(self, ticket: Ticket) -> list[dict[str, object]]:
        """The public thread, in order."""
        said = ticket.messages.exclude(kind=Message.Kind.NOTE).order_by("seq")
        return list(MessageFields(said, many=True).data)


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

    @extend_schema(
        parameters=[IDEMPOTENCY], request=TicketFields, responses={200: WholeTicket, 201: WholeTicket}
    )
    def post(self, request: KeyRequest) -> Response:
        """Open a ticket for a customer; 200 with the first one when the key was used before."""
        key = _key(request, "new")
        fields = TicketFields(data=request.data)
        fields.is_valid(raise_exception=True)
        said = fields.validated_data
        received = actions.receive(channel="web", external_id=key, **said)
        opened = received.ticket
        if received.repeated and (
            opened.customer != said["customer"]
            or opened.topic != said.get("topic")
            or opened.subject != shield.mask(said["subject"]).text
        ):
            raise Conflict(USED_BEFORE)
        return _answer(WholeTicket(opened).data, received.message, said["body"], repeated=received.repeated)


class TicketByReference(RetrieveAPIView):
    """One ticket with its thread."""

    scope = ApiKey.Scope.TICKETS_READ
    serializer_class = WholeTicket
    queryset = Ticket.objects.select_related("customer", "topic", "team", "merged_into")
    lookup_field = "reference"


class Messages(APIView):
    """What the customer says, written by the exchange on their behalf."""

    scope = ApiKey.Scope.TICKETS_WRITE

    @extend_schema(
        parameters=[IDEMPOTENCY], request=MessageFields, responses={200: MessageFields, 201: MessageFields}
    )
    def post(self, request: KeyRequest, reference: str) -> Response:
        """Add the customer's words to a ticket; to a closed one they open a new ticket."""
        key = _key(request, reference)
        ticket = get_object_or_404(Ticket.objects.select_related("customer__tier"), reference=reference)
        body = _body(request)
        received = actions.receive(
            channel="web", external_id=key, customer=ticket.customer, ticket=ticket, body=body
        )
        said = MessageFields(received.message).data
        return _answer(said, received.message, body, repeated=received.repeated)


class Replies(APIView):
    """What we answer, said by the agent the key acts as."""

    scope = ApiKey.Scope.TICKETS_WRITE

    @extend_schema(
        parameters=[IDEMPOTENCY], request=MessageFields, responses={200: MessageFields, 201: MessageFields}
    )
    def post(self, request: KeyRequest, reference: str) -> Response:
        """Answer the customer by the door they came in."""
        agent = request.api_key.acts_as
        if agent is None or not agent.is_staff:
            raise PermissionDenied("This key acts as no agent, so it cannot answer.")
        key = f"api-{_key(request, reference)}"
        ticket = get_object_or_404(Ticket.objects.visible_to(agent), reference=reference)
        body = _body(request)
        repeated = ticket.messages.filter(channel="desk", external_id=key).exists()
        if ticket.merged_into and not repeated:
            raise Conflict(f"This ticket goes on in {ticket.survivor().reference}: answer there.")
        if ticket.closed_at and not repeated:
            raise Conflict("This ticket is closed: nobody reads what is sent to it.")
        message = actions.reply(ticket, by=agent, body=body, key=key)
        return _answer(MessageFields(message).data, message, body, repeated=repeated)


USED_BEFORE = "This Idempotency-Key was used for something else."


def _key(request: KeyRequest, where: str) -> str:
    """The caller's key, good for one thing of one caller only."""
    key = request.headers.get("Idempotency-Key", "")
    if not 8 <= len(key) <= 128:
        raise ValidationError(
            {"Idempotency-Key": ["Send this header, 8 to 128 characters, new for each message."]}
        )
    return sha256(f"{request.api_key.prefix}:{where}:{key}".encode()).hexdigest()[:40]


def _body(request: KeyRequest) -> str:
    fields = MessageFields(data=request.data)
    fields.is_valid(raise_exception=True)
    return str(fields.validated_data["body"])


def _answer(data: dict[str, object], message: Message, body: str, *, repeated: bool) -> Response:
    """201, or 200 when it was said before; raises Conflict when it was something else that was said."""
    if message.body != shield.mask(body).text:
        raise Conflict(USED_BEFORE)
    return Response(data, 200 if repeated else 201)
