"""What is said on a ticket: by its customer, and by us."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response
from rest_framework.views import APIView

from support.people.keys import KeyRequest
from support.people.models import ApiKey
from support.problems import Conflict
from tickets import actions
from tickets.api import once
from tickets.models import Message, Ticket

LONGEST = 50_000  # characters of one message


class MessageFields(serializers.ModelSerializer[Message]):
    """One thing said; internal notes are never among them."""

    body = serializers.CharField(max_length=LONGEST)

    class Meta:
        model = Message
        fields = ["seq", "kind", "body", "masked", "public", "delivery", "created_at"]
        read_only_fields = ["seq", "kind", "masked", "public", "delivery", "created_at"]


class Messages(APIView):
    """What the customer says, written by the exchange on their behalf."""

    scope = ApiKey.Scope.TICKETS_WRITE

    @extend_schema(
        parameters=[once.HEADER], request=MessageFields, responses={200: MessageFields, 201: MessageFields}
    )
    def post(self, request: KeyRequest, reference: str) -> Response:
        """Add the customer's words to a ticket; to a closed one they open a new ticket."""
        key = once.key(request, reference)
        ticket = get_object_or_404(Ticket.objects.select_related("customer__tier"), reference=reference)
        body = _body(request)
        received = actions.receive(
            channel="web", external_id=key, customer=ticket.customer, ticket=ticket, body=body
        )
        said = MessageFields(received.message).data
        return once.answer(said, received.message, body, repeated=received.repeated)


class Replies(APIView):
    """What we answer, said by the agent the key acts as."""

    scope = ApiKey.Scope.TICKETS_WRITE

    @extend_schema(
        parameters=[once.HEADER], request=MessageFields, responses={200: MessageFields, 201: MessageFields}
    )
    def post(self, request: KeyRequest, reference: str) -> Response:
        """Answer the customer by the door they came in."""
        agent = request.api_key.acts_as
        if agent is None or not agent.is_staff:
            raise PermissionDenied("This key acts as no agent, so it cannot answer.")
        key = f"api-{once.key(request, reference)}"
        ticket = get_object_or_404(Ticket.objects.visible_to(agent), reference=reference)
        body = _body(request)
        repeated = ticket.messages.filter(channel="desk", external_id=key).exists()
        if ticket.merged_into and not repeated:
            raise Conflict(f"This ticket goes on in {ticket.survivor().reference}: answer there.")
        if ticket.closed_at and not repeated:
            raise Conflict("This ticket is closed: nobody reads what is sent to it.")
        try:
            message = actions.reply(ticket, by=agent, body=body, key=key)
        except actions.SeniorsOnly:
            raise PermissionDenied(
                "This customer is served by senior agents; this key acts as none."
            ) from None
        return once.answer(MessageFields(message).data, message, body, repeated=repeated)


def _body(request: KeyRequest) -> str:
    fields = MessageFields(data=request.data)
    fields.is_valid(raise_exception=True)
    return str(fields.validated_data["body"])
