"""What we say on a ticket."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response
from rest_framework.views import APIView

from support.people.keys import KeyRequest
from support.people.models import ApiKey
from support.problems import Conflict
from tickets import actions
from tickets.api import once
from tickets.api.messages import MessageFields, body_of
from tickets.models import Ticket


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
        body = body_of(request)
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
