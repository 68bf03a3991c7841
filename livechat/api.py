"""The chat for machines: what the exchange shows its customer in their account."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from livechat import authenticity
from support.people.models import ApiKey
from tickets.models import Ticket


class CodeFields(serializers.Serializer[Ticket]):
    """The code of a chat, for one customer's eyes."""

    ticket = serializers.CharField(source="reference")
    exchange_id = serializers.CharField(source="customer.exchange_id", help_text="Whom to show it to.")
    code = serializers.SerializerMethodField(help_text="Six digits, as 482 113; another one each day (UTC).")

    def get_code(self, ticket: Ticket) -> str:
        """As the window and the desk show it now."""
        return authenticity.of(ticket)


class ChatCode(APIView):
    """The authenticity code of one chat, by its ticket; 404 for whatever no known customer has."""

    scope = ApiKey.Scope.TICKETS_READ

    @extend_schema(responses=CodeFields)
    def get(self, request: Request, reference: str) -> Response:
        """To be shown in the signed-in account, beside where the chat is opened."""
        known = Ticket.objects.select_related("customer").filter(customer__exchange_id__gt="")
        ticket = get_object_or_404(known.filter(visits__isnull=False).distinct(), reference=reference)
        return Response(CodeFields(ticket).data)
