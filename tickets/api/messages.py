"""What its customer says on a ticket, and how anything said is told."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from support.people.keys import KeyRequest
from support.people.models import ApiKey
from tickets import actions
from tickets.api import once
from tickets.fields.reading import tidy
from tickets.models import Message, Ticket

LONGEST = 50_000  # characters of one message


class BodyField(serializers.CharField):
    """What is said, of which something must be seen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, **options)

    def run_validators(self, value: str) -> None:
        """Raises ValidationError as for no words at all where nothing but marks and spaces stands there."""
        super().run_validators(value)
        if not tidy(value):
            self.fail("blank")


class MessageFields(serializers.ModelSerializer[Message]):
    """One thing said; internal notes are never among them."""

    body = BodyField()

    class Meta:
        model = Message
        fields = ["seq", "kind", "body", "masked", "public", "delivery", "created_at"]
        read_only_fields = ["seq", "kind", "masked", "public", "delivery", "created_at"]

    def to_representation(self, instance: Message) -> dict[str, Any]:
        """With the words as their writer left them."""
        return super().to_representation(instance) | {"body": instance.as_it_reads}


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
        body = body_of(request)
        received = actions.receive(
            channel="web", external_id=key, customer=ticket.customer, ticket=ticket, body=body
        )
        said = MessageFields(received.message).data
        return once.answer(said, received.message, body, repeated=received.repeated)


def body_of(request: KeyRequest) -> str:
    """What is said. Raises ValidationError when it is nothing, or too much."""
    fields = MessageFields(data=request.data)
    fields.is_valid(raise_exception=True)
    return str(fields.validated_data["body"])
