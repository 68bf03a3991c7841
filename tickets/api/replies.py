"""What we say on a ticket."""

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
from tickets.api.messages import MessageFields
from tickets.models import Message, Ticket


class Unseen(Conflict):
    """Something was said that the caller had not seen: the problem brings it in `newer`."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__("Something was said on this ticket since. Read it; then send again with its seq.")
        self.facts = {"newer": list(MessageFields(messages, many=True).data)}


class ReplyFields(MessageFields):
    """An answer, and up to where its writer has read."""

    after = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        write_only=True,
        help_text=(
            "The `seq` of the last message its writer has read. When somebody else has said more"
            " since, nothing is sent: that is a 409 whose `newer` holds those messages."
        ),
    )

    class Meta(MessageFields.Meta):
        fields = [*MessageFields.Meta.fields, "after"]


class Replies(APIView):
    """What we answer, said by the agent the key acts as."""

    scope = ApiKey.Scope.TICKETS_WRITE

    @extend_schema(
        parameters=[once.HEADER], request=ReplyFields, responses={200: MessageFields, 201: MessageFields}
    )
    def post(self, request: KeyRequest, reference: str) -> Response:
        """Answer the customer by the door they came in."""
        agent = request.api_key.acts_as
        if agent is None or not agent.is_staff:
            raise PermissionDenied("This key acts as no agent, so it cannot answer.")
        key = f"api-{once.key(request, reference)}"
        ticket = get_object_or_404(Ticket.objects.visible_to(agent), reference=reference)
        said = ReplyFields(data=request.data)
        said.is_valid(raise_exception=True)
        body, after = said.validated_data["body"], said.validated_data.get("after")
        repeated = ticket.messages.filter(channel="desk", external_id=key).exists()
        if ticket.merged_into and not repeated:
            raise Conflict(f"This ticket goes on in {ticket.survivor().reference}: answer there.")
        if ticket.closed_at and not repeated:
            raise Conflict("This ticket is closed: nobody reads what is sent to it.")
        try:
            message = actions.reply(ticket, by=agent, body=body, key=key, after=after)
        except actions.WentOn as why:
            raise Unseen([event.message for event in why.events if event.message]) from None
        except actions.SeniorsOnly:
            raise PermissionDenied(
                "This customer is served by senior agents; this key acts as none."
            ) from None
        return once.answer(MessageFields(message).data, message, body, repeated=repeated)
